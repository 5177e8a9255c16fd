/** Sends one request of any form and measures its answer, keeping only its first bytes. */
import { connect } from 'node:net';

export const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
export const MAX_BLOCKED_MS = 50;
export const MAX_GROWTH_MB = 150;

export interface Measured {
  readonly status: number;
  readonly bytes: number;
  /** The first 4 KiB. */
  readonly head: string;
}

export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, bytes: bytes.length, head: bytes.toString('utf8', 0, 4096) };
}

/** Writes bytes and reads until the other side closes, or for `ms`. */
export function raw(port: number, parts: readonly (string | Buffer)[], ms = 2000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(text);
    };
    const timer = setTimeout(finish, ms);
    socket.on('data', (bytes: Buffer) => {
      if (text.length < 65_536) text += bytes.toString('latin1');
    });
    socket.on('error', finish);
    socket.on('close', finish);
    for (const part of parts) socket.write(part);
  });
}

/** The worst measurements of one group of requests. */
export class Worst {
  requests = 0;
  #bytes = 0;
  #blockedMs = 0;
  #blockedBy = '';

  note(what: string, blockedMs: number, bytes: number): void {
    this.requests += 1;
    this.#bytes = Math.max(this.#bytes, bytes);
    if (blockedMs > this.#blockedMs) [this.#blockedMs, this.#blockedBy] = [blockedMs, what];
  }

  get blocked(): readonly [ms: number, by: string] {
    return [this.#blockedMs, this.#blockedBy];
  }

  get bytes(): number {
    return this.#bytes;
  }

  row(group: string, growthMb: number): string {
    const cells = [
      group,
      this.requests,
      `${this.#blockedMs.toFixed(0)} ms`,
      `${Math.ceil(this.#bytes / 1024)} KiB`,
      `${growthMb.toFixed(0)} MB`,
    ];
    return `| ${cells.join(' | ')} |`;
  }
}
