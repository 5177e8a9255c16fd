/** Credentials that are replaced while the process runs: when they are read again, and when not. */
import { describe, expect, it } from '@jest/globals';
import {
  type Authorization,
  basicAuthorization,
  isTokenFailure,
  type TokenFailure,
} from '../../src/vendor-http/authorization.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import {
  REREAD_PAUSE_MS,
  ReplaceableAuthorization,
} from '../../src/vendor-http/replaceable-authorization.js';
import { SkippingClock } from '../support/skipping-clock.js';

type Headers = Readonly<Record<string, string>>;

/** A file with a key, as the credentials see it. */
function start(first = 'key-1') {
  const clock = new SkippingClock();
  let key = first;
  let used = first;
  let reads = 0;
  const authorization = new ReplaceableAuthorization(
    basicAuthorization(first),
    () => {
      reads += 1;
      if (key === used) return undefined;
      used = key;
      return basicAuthorization(key);
    },
    clock,
  );
  const headers = async () => (await authorization.headers(new Deadline(1000, clock))) as Headers;
  return {
    authorization,
    clock,
    headers,
    write: (text: string) => {
      key = text;
    },
    reads: () => reads,
  };
}

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

describe('credentials from a file', () => {
  it('are not read again while the vendor accepts them', async () => {
    const { headers, write, reads } = start();
    write('key-2');
    for (let count = 0; count < 100; count += 1) expect(await headers()).toEqual(basic('key-1'));
    expect(reads()).toBe(0);
  });

  it('are read again when they are rejected, and used from then on', async () => {
    const { authorization, headers, write, reads } = start();
    const rejected = await headers();
    write('key-2');
    expect(authorization.renew(rejected)).toBe(true);
    expect(await headers()).toEqual(basic('key-2'));
    expect(reads()).toBe(1);
  });

  it('cause no further call if they did not change', async () => {
    const { authorization, headers, reads } = start();
    expect(authorization.renew(await headers())).toBe(false);
    expect(reads()).toBe(1);
  });

  it('are read once for all the calls that got them rejected', async () => {
    const { authorization, headers, write, reads } = start();
    const all = await Promise.all(Array.from({ length: 100 }, headers));
    write('key-2');
    expect(all.map((rejected) => authorization.renew(rejected)).every(Boolean)).toBe(true);
    expect(reads()).toBe(1);
  });

  it('that stay wrong are read once in five seconds, however many calls fail', async () => {
    const { authorization, clock, headers, write, reads } = start();
    for (let second = 0; second < 20; second += 1) {
      for (let call = 0; call < 50; call += 1) expect(authorization.renew(await headers())).toBe(false);
      clock.advance(1000);
    }
    expect(REREAD_PAUSE_MS).toBe(5000);
    expect(reads()).toBe(4);
    write('key-2');
    expect(authorization.renew(await headers())).toBe(true);
    expect(await headers()).toEqual(basic('key-2'));
  });

  it('are read immediately on request, regardless of the pause', async () => {
    const { authorization, headers, write } = start();
    authorization.renew(await headers());
    write('key-2');
    authorization.replace();
    expect(await headers()).toEqual(basic('key-2'));
  });

  it('have no effect when rejected for a call that began before their replacement', async () => {
    const { authorization, headers, write, reads } = start();
    const old = await headers();
    write('key-2');
    authorization.replace();
    expect(authorization.renew(old)).toBe(true);
    expect(reads()).toBe(1);
  });

  it('stay secret after they were replaced', async () => {
    const { authorization, headers, write } = start('secret-1');
    await headers();
    write('secret-2');
    authorization.replace();
    expect(authorization.secrets()).toEqual(expect.arrayContaining(['secret-1', 'secret-2']));
    for (let count = 3; count < 100; count += 1) {
      write(`secret-${count}`);
      authorization.replace();
    }
    expect(authorization.secrets()).toEqual(expect.arrayContaining(['secret-98', 'secret-99']));
    expect(authorization.secrets().length).toBeLessThan(40);
  });
});

describe('credentials that a token endpoint rejects', () => {
  /** Grants a token for `right`, and nothing for anything else. */
  function tokens(secret: string, right: string): Authorization {
    const granted = { authorization: `Bearer ${secret}` };
    const failure: TokenFailure = { kind: 'rejected' };
    return {
      headers: () => Promise.resolve(secret === right ? granted : failure),
      renew: () => true,
      secrets: () => [secret],
    };
  }

  it('are read again, and a token is requested once more', async () => {
    const authorization = new ReplaceableAuthorization(tokens('old', 'new'), () => tokens('new', 'new'));
    const all = await Promise.all(
      Array.from({ length: 20 }, () => authorization.headers(new Deadline(1000))),
    );
    expect(all).toEqual(Array.from({ length: 20 }, () => ({ authorization: 'Bearer new' })));
  });

  it('are reported as rejected when those in the file are wrong too', async () => {
    let reads = 0;
    const authorization = new ReplaceableAuthorization(tokens('old', 'new'), () => {
      reads += 1;
      return tokens(`wrong-${reads}`, 'new');
    });
    expect(await authorization.headers(new Deadline(1000))).toEqual({ kind: 'rejected' });
    expect(await authorization.headers(new Deadline(1000))).toEqual({ kind: 'rejected' });
    expect(reads).toBe(1);
  });

  it.each<TokenFailure>([
    { kind: 'unreachable', reason: 'the token endpoint answered 503' },
    { kind: 'rate-limited', reply: { kind: 'reply', status: 429, headers: {}, body: '' } },
  ])('are not read again for $kind', async (failure) => {
    let reads = 0;
    const authorization = new ReplaceableAuthorization(
      { headers: () => Promise.resolve(failure), renew: () => true, secrets: () => [] },
      () => {
        reads += 1;
        return undefined;
      },
    );
    const result = await authorization.headers(new Deadline(1000));
    expect(isTokenFailure(result) && result.kind).toBe(failure.kind);
    expect(reads).toBe(0);
  });
});
