/** The names under which replicas that share PostgreSQL count callers. */
import { Client } from 'pg';
import { storeKind } from '../../config/config.js';
import type { StoreEncryption } from '../../config/store-keys.js';
import { connection } from './postgres.js';
import { keysOf } from './postgres-schema.js';
import { digestOf } from './row-format.js';
import { indexKeyOf } from './store-keys.js';

export type CallerDigest = (callerId: string) => string;

/**
 * Digests under the store's index key where the process has keys: all replicas make the same ones, and nobody
 * without a key can try names. Else the id itself, which is a digest without a key. The store has to be open.
 */
export async function openCallerDigest(url: string, { keys }: StoreEncryption): Promise<CallerDigest> {
  if (storeKind(url) !== 'postgres' || keys.length === 0) return (callerId) => callerId;
  const client = new Client(connection(url));
  // The query rejects; an unhandled event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const indexKey = indexKeyOf(await keysOf(client), { keys });
    if (!indexKey) throw new Error('the index key of the store is missing');
    return (callerId) => digestOf(indexKey, 'caller', callerId);
  } finally {
    await client.end().catch(() => undefined);
  }
}
