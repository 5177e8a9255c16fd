/** Plays a provider's transcribed pairs, with some name misspelled, until one fails. */
import { afterAll, beforeAll } from '@jest/globals';
import type { ContactService } from '../../src/contacts/contact-service.js';
import type { JsonObject } from '../../src/model/contact.js';
import type { Provider } from '../../src/providers/driver.js';
import type { ProviderRequest } from '../../src/providers/exchange.js';
import { providers } from '../../src/providers/registry.js';
import { fixtureService } from './fixture-run.js';
import type { Fixture } from './fixtures.js';
import { holds, misspelledAnywhere } from './misspelling.js';
import { type RecordedRequest, type RecordingVendor, startRecordingVendor } from './recording-vendor.js';

/** The headers of every request of the client. */
export const STANDARD_HEADERS = [
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'host',
  'user-agent',
];

interface Run {
  readonly request: RecordedRequest | undefined;
}

type Compare<Pair, Played> = (pair: Pair, run: Played) => void;

/** The first pair that fails a comparison. */
export type FirstFailure<Pair, Played> = (
  played: Provider,
  compare: Compare<Pair, Played>,
  spoil?: (pair: Pair) => Pair,
) => Promise<string | undefined>;

/** For the tests of the calling group. */
export function useFirstFailure<Pair extends Pick<Fixture, 'file'>, Played>(
  provider: Provider,
  pairs: readonly Pair[],
  play: (pair: Pair, id: string, service: ContactService, vendor: RecordingVendor) => Promise<Played>,
): FirstFailure<Pair, Played> {
  let vendor: RecordingVendor;
  beforeAll(async () => {
    vendor = await startRecordingVendor();
  });
  afterAll(() => vendor.close());
  return async (played, compare, spoil = (pair) => pair) => {
    const others = providers.map((other) => (other === provider ? played : other));
    const service = fixtureService(others, vendor);
    try {
      for (const pair of pairs) {
        const run = await play(spoil(pair), provider.id, service, vendor);
        if (!holds(() => compare(pair, run))) return pair.file;
      }
      return undefined;
    } finally {
      await service.accounts.close();
    }
  };
}

/**
 * The comparison, of requests with a misspelled header. It is the last step before the wire, so it covers
 * headers from anywhere.
 */
export function withHeaderWrong<Pair, Played extends Run>(
  name: string,
  compare: (pair: Pair, run: Played) => void,
): Compare<Pair, Played> {
  return (pair, { request, ...run }) => {
    const { [name]: value, ...others } = request?.headers ?? {};
    const headers = value === undefined ? others : { ...others, [`${name}-x`]: value };
    compare(pair, { ...run, request: request && { ...request, headers } } as Played);
  };
}

export function withBodyWrong(request: ProviderRequest, name: string): ProviderRequest {
  const { body } = request;
  if (!body) return request;
  if (!('form' in body)) {
    return { ...request, body: { json: misspelledAnywhere(body.json, name) as JsonObject } };
  }
  const form = body.form.map(([key, value]) => [key === name ? `${key}_wrong` : key, value] as const);
  return { ...request, body: { form } };
}

/** `twin`: an alternative name, in the replies of some vendors. */
export function withReplyWrong<Pair extends Pick<Fixture, 'reply'>>(
  pair: Pair,
  name: string,
  twin = '',
): Pair {
  const json = misspelledAnywhere(misspelledAnywhere(pair.reply.json, name), twin);
  return { ...pair, reply: { ...pair.reply, json } };
}
