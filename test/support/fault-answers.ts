/** Answers of failing vendors and of proxies in front of them, for requests that are not carried out. */
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import type { SandboxReply, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import type { Described } from './facts.js';
import type { Subject } from './fault-ledger.js';

const GARBAGE = [
  '',
  'null',
  '[]',
  '{}',
  '0',
  '"ok"',
  '<html><body>Welcome</body></html>',
  '{"id":',
  '{"id":null}',
];

/** Status 200 answers that are not a readable success. An empty object answers a removal at some vendors. */
export function garbageFor({ operation }: Pick<Subject, 'operation'>): readonly string[] {
  return operation === 'REMOVE' ? GARBAGE.filter((text) => text !== '{}') : GARBAGE;
}

export const PROXY_PAGES: readonly SandboxReply[] = [500, 502, 503, 504].map((status) => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
}));

/** Sandbox customers whose answers prove that nothing was done, or leave it open. */
const MEMBERS = {
  refused: [
    'ContactProviderRateLimitedError',
    'ContactProviderUnavailableError',
    'ContactCustomerNotFoundError',
  ],
  undecided: ['ContactOutcomeUnknownError'],
};
/** Without the one with a Retry-After, which would hold later calls back. */
const REPLIES = ['RATE_LIMITED', 'SERVER_ERROR', 'MAINTENANCE'] as const;

/** The vendor's answers to this request at its failing customers, and for unknown ones. */
export function vendorAnswers(
  kind: keyof typeof MEMBERS,
  request: SandboxRequest,
  { vendor, facts, contact }: { vendor: JsonVendor } & Pick<Described, 'facts'> & Pick<Subject, 'contact'>,
): readonly SandboxReply[] {
  const { customers } = facts.sandbox;
  const failing = customers.filter(([, , member]) => MEMBERS[kind].includes(member));
  const replies = failing.flatMap(([id]) => {
    const fault = REPLIES.find((reply) => reply === vendor.faults[id]);
    return (fault && vendor.faultReply(fault, request)) ?? [];
  });
  const others = failing.flatMap(([id]) => (vendor.faults[id] === undefined ? id : []));
  const [[ordinary] = ['']] = customers;
  if (!contact) return [...replies, ...others.map((id) => vendor.handle(aboutOther(request, ordinary, id)))];
  if (kind === 'undecided') return replies;
  const { absentContact } = facts.emulated;
  return [...replies, vendor.handle(aboutOther(request, contact.externalId, absentContact))];
}

function aboutOther(request: SandboxRequest, own: string, other: string): SandboxRequest {
  const whole = new RegExp(`(?<![\\w-])${own}(?![\\w@-])`);
  // A key belongs to one request, and this is another one.
  const headers = Object.entries(request.headers).filter(([name]) => !name.endsWith('idempotency-key'));
  const { path, body } = request;
  const replaced = { path: path.replace(whole, other), body: body.replace(whole, other) };
  if (replaced.path === path && replaced.body === body)
    throw new Error(`${own} is not in ${path} or its body`);
  return { ...request, ...replaced, headers: Object.fromEntries(headers) };
}
