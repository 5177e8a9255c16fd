/** Optional request headers that every Chargebee operation accepts. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

import { codePoints } from '../kit/request.js';
import type { SandboxReply } from '../kit/vendor.js';
import { isEmail } from './contact.js';
import { wrongValue } from './reply.js';

const MAX_BUSINESS_ENTITY_ID = 50;
const MAX_IDEMPOTENCY_KEY = 100;

const RULES: readonly (readonly [name: string, isFine: (value: string) => boolean])[] = [
  ['chargebee-event-webhook', isAllDisabled],
  ['chargebee-event-email', isAllDisabled],
  ['chargebee-event-actions', isAllDisabled],
  ['chargebee-business-entity-id', (value) => codePoints(value) <= MAX_BUSINESS_ENTITY_ID],
  ['chargebee-request-origin-ip', isOrigin],
  ['chargebee-request-origin-user', isEmail],
  [
    'chargebee-request-origin-user-encoded',
    (value) => isEmail(Buffer.from(value, 'base64').toString('utf8')),
  ],
  ['chargebee-idempotency-key', (value) => value !== '' && codePoints(value) <= MAX_IDEMPOTENCY_KEY],
];

/** Not documented: the answer to an invalid header. */
export function checkHeaders(headers: IncomingHttpHeaders): SandboxReply | undefined {
  const broken = RULES.find(([name, isFine]) => {
    const value = headers[name];
    return value !== undefined && !isFine(String(value));
  });
  return broken && wrongValue(broken[0], 'invalid value');
}

function isAllDisabled(value: string): boolean {
  return value === 'all-disabled';
}

/** The OpenAPI file's pattern: IPv4, IPv6 without a zone, or a host name with only the letters a to f. */
function isOrigin(text: string): boolean {
  const isAddress = isIP(text) !== 0 && !text.includes('%');
  return isAddress || /^([a-f]([a-f0-9-]*[a-f0-9])?)(\.[a-f]([a-f0-9-]*[a-f0-9])?)*$/i.test(text);
}
