/** Opens the token store, next to the attempts in `STORE_URL`. */
import { storeKind } from '../../config/config.js';
import type { ReportTries } from '../../model/tries.js';
import { MemoryTokenStore, type TokenStore } from '../../vendor-http/token-store.js';

/** Connects on first use. Nothing else reports a failure. */
export function openTokenStore(url: string, report: ReportTries): TokenStore {
  const store = storeOf(url);
  return {
    async exchange(name, work) {
      try {
        await (await store()).exchange(name, work);
        report.succeeded();
      } catch (error) {
        report.failed(error);
        throw error;
      }
    },
  };
}

function storeOf(url: string): () => Promise<TokenStore> {
  switch (storeKind(url)) {
    case 'sqlite': {
      // A separate database: an exchange holds its lock for as long as a vendor takes to answer.
      const path = `${url.slice('sqlite:'.length)}-tokens`;
      return async () => new (await import('./sqlite-tokens.js')).SqliteTokenStore(path);
    }
    case 'postgres':
      return async () => new (await import('./postgres-tokens.js')).PostgresTokenStore(url);
    case 'memory': {
      const memory = new MemoryTokenStore();
      return () => Promise.resolve(memory);
    }
  }
}
