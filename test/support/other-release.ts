/** The store of commit 62f6101, which runs as a process beside the current store. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import type { ContactInput, ProviderId } from '../../src/model/contact.js';

export const RELEASE_FOLDER = 'test/idempotency/store/testdata/62f6101';

export interface KeptRequest {
  readonly provider: ProviderId;
  readonly state: 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED' | 'UNKNOWN' | 'SENDING';
  readonly customerId: string;
  readonly key: string;
  readonly input: ContactInput;
}

/** That release's requests, and its settings. */
export const kept = JSON.parse(readFileSync(`${RELEASE_FOLDER}/requests.json`, 'utf8')) as {
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: readonly KeptRequest[];
};

export const otherOpenStore = pathToFileURL(`${RELEASE_FOLDER}/store/open-store.js`).href;

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** That release had adds only. */
function asAdds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asAdds);
  if (typeof value !== 'object' || value === null) return value;
  if ('lookupId' in value) return { operation: 'ADD', ...value };
  return 'attempt' in value ? { ...value, attempt: asAdds(value.attempt) } : value;
}

/** Opens a store like that release. Rejects when it does. */
export async function openOtherStore(url: string): Promise<AttemptStore> {
  const child = spawn(process.execPath, ['test/support/store-process.mjs', otherOpenStore, url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const waiting = new Map<number, (reply: Reply) => void>();
  const opened = new Promise<Reply>((resolve) => waiting.set(0, resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as Reply;
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  const resultOf = ({ value, error }: Reply) => {
    if (error !== undefined) throw new Error(error);
    const { pairs } = Object(value) as { pairs?: [string, string][] };
    return pairs ? new Map(pairs) : asAdds(value);
  };
  resultOf(await opened);
  let calls = 0;
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  return new Proxy({} as AttemptStore, {
    get: (_, method) => {
      if (method === 'close') return close;
      // A promise resolves to an object without `then`.
      if (method === 'then') return undefined;
      return (...given: unknown[]) => {
        calls += 1;
        const id = calls;
        const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve));
        child.stdin.write(`${JSON.stringify({ id, method, given })}\n`);
        return reply.then(resultOf);
      };
    },
  });
}
