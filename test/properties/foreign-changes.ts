/** Another client's changes of a contact, with the calls that the vendor's documents describe. */
import type { SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { authorizations } from '../sandbox/change-requests.js';
import type { ProviderName } from './documented.js';

export interface ForeignChange {
  /** The name in the flat ledger. */
  readonly wire: string;
  readonly value: string;
}

interface Foreign {
  /** Flat names of texts that another client may change. */
  readonly wires: readonly string[];
  /** False if every call writes the whole contact, which loses concurrent writes of others, as documented. */
  readonly meanwhile: boolean;
  request(
    ids: { readonly customerId: string; readonly contactId: string },
    change: ForeignChange,
    record: Readonly<Record<string, unknown>>,
  ): { readonly method: string; readonly path: string; readonly body: string; readonly type: string };
}

const JSON_TYPE = 'application/json';

export const FOREIGN: Readonly<Record<ProviderName, Foreign>> = {
  CHARGEBEE: {
    wires: ['first_name', 'last_name', 'label', 'phone'],
    meanwhile: true,
    request: ({ customerId, contactId }, { wire, value }) => ({
      method: 'POST',
      path: `/api/v2/customers/${customerId}/update_contact`,
      body: new URLSearchParams({ 'contact[id]': contactId, [`contact[${wire}]`]: value }).toString(),
      type: 'application/x-www-form-urlencoded',
    }),
  },
  CHARTMOGUL: {
    wires: ['first_name', 'title', 'email', 'notes', 'twitter', 'custom.Department'],
    meanwhile: true,
    request: ({ contactId }, { wire, value }) => {
      const [, key] = wire.split('.');
      const body = key === undefined ? { [wire]: value } : { custom: [{ key, value }] };
      return {
        method: 'PATCH',
        path: `/v1/contacts/${contactId}`,
        body: JSON.stringify(body),
        type: JSON_TYPE,
      };
    },
  },
  CRO: {
    wires: ['name', 'number', 'fax', 'email'],
    meanwhile: true,
    request: ({ customerId, contactId }, { wire, value }) => ({
      method: 'PATCH',
      path: `/customers/${customerId}/contacts/${contactId}`,
      body: JSON.stringify({ [wire]: value }),
      type: JSON_TYPE,
    }),
  },
  RPM: {
    wires: ['FirstName', 'Salutation', 'Title', 'Email'],
    meanwhile: false,
    request: ({ customerId, contactId }, { wire, value }, { Contact, IsPrimary }) => {
      const { PhoneNumbers: _, ...texts } = Contact as Readonly<Record<string, unknown>>;
      const contact = { ...texts, ContactID: Number(contactId), [wire]: value };
      return {
        method: 'POST',
        path: '/rpm/api2.svc/CustomerContactEdit',
        body: JSON.stringify({ Contact: contact, CustomerID: Number(customerId), IsPrimary }),
        type: JSON_TYPE,
      };
    },
  },
  ZUORA: {
    wires: ['nickname', 'lastName', 'city', 'workPhone', 'contactDescription', 'custom.Foreign__c'],
    meanwhile: true,
    request: ({ contactId }, { wire, value }) => ({
      method: 'PUT',
      path: `/v1/contacts/${contactId}`,
      body: JSON.stringify({ [wire.replace('custom.', '')]: value }),
      type: JSON_TYPE,
    }),
  },
};

/** Requests of a separate client. */
export async function foreignClient(
  provider: ProviderName,
  environment: Readonly<Record<string, string>>,
): Promise<(...of: Parameters<Foreign['request']>) => SandboxRequest> {
  const headers = (await authorizations[provider]?.(environment)) ?? {};
  return (...of) => {
    const { type, ...request } = FOREIGN[provider].request(...of);
    return { ...request, query: new URLSearchParams(), headers: { ...headers, 'content-type': type } };
  };
}
