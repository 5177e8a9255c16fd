/** A gateway as a separate process: it prints where it listens, and ends on a signal. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { RunningServer } from '../../examples/supergraph/customers.js';

export interface GatewayCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: Pick<SpawnOptions, 'cwd' | 'env'>;
  /** For its standard input. */
  readonly input?: string;
}

export async function startGatewayProcess(command: GatewayCommand): Promise<RunningServer> {
  const child = spawn(command.program, command.args, {
    ...command.options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.stdin.end(command.input);
  const ended = once(child, 'exit');
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    // Reads every line: a full pipe would block the process.
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const [found] = /http:\S+\/graphql/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(
      ([code]) => reject(new Error(`The gateway ended with ${code}:\n${said.join('\n')}`)),
      (error: unknown) => reject(error),
    );
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', endWithUs);
    },
  };
}
