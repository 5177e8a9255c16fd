import { describe, expect, it } from '@jest/globals';
import { openStore } from '../../../src/idempotency/store/open-store.js';

describe('an invalid store URL', () => {
  it.each([
    '',
    'memory',
    'memory:x',
    './data/contacts.db',
    'contacts.db',
    'sqlite:',
    'sqlite::memory:',
    'sqlite://data/contacts.db',
    'postgres:',
    'postgresql:/contacts',
    'mysql://contacts:s3cret@db/contacts',
    'redis://:s3cret@db',
    'contacts:s3cret@db',
    'postgres://contacts:s3cret/#@db:99999999/contacts',
    'postgres://contacts:s3cret@db:port/contacts',
  ])('%p is rejected, without what may be a password', async (url) => {
    const refusal = openStore(url);
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.not.toThrow('s3cret');
    await expect(refusal).rejects.toThrow(/sqlite:|Percent-encode/);
  });
});
