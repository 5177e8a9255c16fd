/** A refresh token that the store failed to save. */
import { expect, it } from '@jest/globals';
import { RotatingToken } from '../../src/vendor-http/rotating-token.js';
import { MemoryTokenStore, type TokenStore } from '../../src/vendor-http/token-store.js';

const OWNER = {
  vendor: 'CRO',
  tokenUrl: 'https://login.example.com/token',
  clientId: 'client',
  clientSecret: 'secret',
};

it('is saved at the next use, even if that brings no other', async () => {
  const kept = new MemoryTokenStore();
  let isDown = true;
  const store: TokenStore = {
    exchange: (name, work) =>
      kept.exchange(name, async (token) => {
        const next = await work(token);
        if (isDown) throw new Error('down');
        return next;
      }),
  };
  const used: string[] = [];
  const grant = (next?: string) => async (token: string) => {
    used.push(token);
    return { result: 'granted', next };
  };
  const process = new RotatingToken(store, OWNER, 'r1');
  expect(await process.use(grant('r2'))).toBe('granted');
  isDown = false;
  expect(await process.use(grant())).toBe('granted');
  const afterRestart = new RotatingToken(store, OWNER, 'r1');
  expect(await afterRestart.use(grant())).toBe('granted');
  expect(used).toEqual(['r1', 'r2', 'r2']);
});
