/** Shared by all measurements: the vendors, the load generator, and how a figure is taken. */
import type { LoadPlan, LoadResult } from '../load/main.ts';
import type { OperationName } from '../load/operations.ts';
import { Child } from '../machine/child.ts';
import { type Contender, HEADERS } from '../servers/contenders.ts';
import { type RunningServer, startServer } from '../servers/running-server.ts';
import { CUSTOMERS } from '../vendors/customers.ts';
import type { VendorsAnswer, VendorsQuestion } from '../vendors/main.ts';

export interface Load {
  readonly concurrency: number;
  readonly requests: number;
  /** Default: the contender's own operation. */
  readonly operation?: OperationName;
  readonly customers?: number;
}

export interface Figures extends LoadResult {
  /** Microseconds of the server's CPU time per request. */
  readonly cpu: number;
  /** The server's busy share of the time: far below 1 if it waited for the load generator. */
  readonly busy: number;
}

export class Stage {
  readonly #vendors = new Child({ side: 'others', args: ['bench/vendors/main.ts'], control: true });
  readonly #load = new Child({ side: 'others', args: ['bench/load/main.ts'], control: true });

  readonly #servers: RunningServer[] = [];

  /** What the vendors have seen since the last call. From now on, their answers take `latencyMs`. */
  vendors(latencyMs = 0): Promise<VendorsAnswer> {
    const question: VendorsQuestion = { latencyMs };
    return this.#vendors.ask(question);
  }

  /** Stopped with the stage, if not before. */
  async start(contender: Contender): Promise<RunningServer> {
    const { environment } = await this.vendors();
    const server = await startServer(contender, environment);
    this.#servers.push(server);
    return server;
  }

  async measure(server: RunningServer, load: Load): Promise<Figures> {
    const plan: LoadPlan = {
      url: server.url,
      headers: HEADERS,
      operation: load.operation ?? server.contender.operation,
      customers: load.customers ?? CUSTOMERS,
      concurrency: load.concurrency,
      requests: load.requests,
    };
    const { microseconds, result } = await server.cpu(() => this.#load.ask<LoadResult>(plan));
    return { ...result, cpu: microseconds / load.requests, busy: microseconds / (result.seconds * 1e6) };
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
    await Promise.all([this.#vendors.stop(), this.#load.stop()]);
  }
}
