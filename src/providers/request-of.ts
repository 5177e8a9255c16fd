/** A prepared call's request, and the headers to read back what it writes. */
import { optionHeaders, scopeHeaders } from '../mapping/option-headers.js';
import { isChangeCall, type ProviderCall } from './call.js';
import { clearingOf } from './change.js';
import type { Provider } from './driver.js';
import type { ProviderRequest } from './exchange.js';

type Sending = Pick<Provider, 'name' | 'write' | 'idempotency'>;

/** A prepared call's request, with the headers of its options and of the vendor's own key. */
export function requestOf(provider: Sending, call: ProviderCall): ProviderRequest {
  const { options } = provider.write;
  const { vendorKey } = provider.idempotency;
  const request = ruledRequest(provider, call);
  if (!options && !vendorKey) return request;
  const key = vendorKey?.keyOf(call, request);
  // Keep this member order: digests of requests depend on it.
  const { headers, body, ...line } = request;
  return {
    ...line,
    headers: {
      ...(options && optionHeaders(options, call.options)),
      ...headers,
      ...(vendorKey && key !== undefined && { [vendorKey.header]: key }),
    },
    ...(body && { body }),
  };
}

/** The headers to read back what the call writes. */
export function scopeOf({ write }: Pick<Provider, 'write'>, { options }: Pick<ProviderCall, 'options'>) {
  return scopeHeaders(write.options, options);
}

function ruledRequest({ name, write }: Sending, call: ProviderCall): ProviderRequest {
  if (!isChangeCall(call)) return write.add.request(call);
  const { update, remove } = write;
  const rules = call.operation === 'REMOVE' ? remove : (clearingOf(update, call.wire) ?? update);
  if (!rules) throw new RangeError(`${name} has no call for ${call.operation}.`);
  return rules.request(call);
}
