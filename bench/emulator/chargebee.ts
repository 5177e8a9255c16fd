/** Chargebee's `add_contact` as the vendor documents it: made from the request, nothing is kept. */
import type { Answer } from './chartmogul.ts';

const ADD = /^\/customers\/([^/]+)\/add_contact$/;
const FLAGS = ['enabled', 'send_account_email', 'send_billing_email'];

/** Undefined for what is not there. */
export function answerChargebee(path: string, body: string): Answer | undefined {
  const id = ADD.exec(path)?.[1];
  if (id === undefined) return undefined;
  const contact: Record<string, unknown> = { object: 'contact' };
  for (const [name, value] of new URLSearchParams(body)) {
    const field = name.slice('contact['.length, -1);
    contact[field] = FLAGS.includes(field) ? value === 'true' : value;
  }
  const customer = {
    id,
    first_name: 'Charles',
    last_name: 'Babbage',
    email: 'charles@example.com',
    auto_collection: 'on',
    net_term_days: 0,
    allow_direct_debit: false,
    created_at: 1517505643,
    updated_at: 1517505747,
    resource_version: 1517505747000,
    deleted: false,
    object: 'customer',
    contacts: [contact],
  };
  return { status: 200, body: { customer } };
}
