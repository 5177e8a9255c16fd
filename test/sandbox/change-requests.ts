/** Every call of an emulated vendor that changes or removes a contact, as documented. */
type Environment = Readonly<Record<string, string>>;
type Headers = Readonly<Record<string, string>>;

/** The headers that authorize a caller, by provider id. */
export const authorizations: Readonly<
  Record<string, (environment: Environment) => Headers | Promise<Headers>>
> = {
  CHARGEBEE: ({ CHARGEBEE_API_KEY }) => ({ authorization: `Basic ${btoa(`${CHARGEBEE_API_KEY}:`)}` }),
  CHARTMOGUL: ({ CHARTMOGUL_API_KEY }) => ({ authorization: `Basic ${btoa(`${CHARTMOGUL_API_KEY}:`)}` }),
  CRO: ({ CRO_ACCESS_TOKEN, CRO_TENANT_ID = '' }) => ({
    authorization: `Bearer ${CRO_ACCESS_TOKEN}`,
    'x-tenant-id': CRO_TENANT_ID,
  }),
  RPM: ({ RPM_API_KEY = '' }) => ({ rpmapikey: RPM_API_KEY }),
  ZUORA: async ({ ZUORA_URL, ZUORA_CLIENT_ID = '', ZUORA_CLIENT_SECRET = '' }) => {
    const response = await fetch(`${ZUORA_URL}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: ZUORA_CLIENT_ID,
        client_secret: ZUORA_CLIENT_SECRET,
        grant_type: 'client_credentials',
      }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    return { authorization: `Bearer ${access_token}` };
  },
};

export interface ChangeRequest {
  /** The vendor's name for it. */
  readonly name: string;
  readonly method: string;
  readonly path: (customerId: string, contactId: string) => string;
  readonly body?: (
    customerId: string,
    contactId: string,
  ) => Readonly<Record<string, unknown>> | URLSearchParams;
  /** Whether the call removes the contact. */
  readonly removes?: boolean;
}

const form = (id: string, members: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ 'contact[id]': id, ...members });

/** Requests by provider id. */
export const changeRequests: Readonly<Record<string, readonly ChangeRequest[]>> = {
  CHARGEBEE: [
    {
      name: 'update_contact',
      method: 'POST',
      path: (customer) => `/customers/${customer}/update_contact`,
      body: (_customer, contact) => form(contact, { 'contact[label]': 'changed' }),
    },
    {
      name: 'delete_contact',
      method: 'POST',
      path: (customer) => `/customers/${customer}/delete_contact`,
      body: (_customer, contact) => form(contact),
      removes: true,
    },
  ],
  CHARTMOGUL: [
    {
      name: 'PATCH contact',
      method: 'PATCH',
      path: (_customer, contact) => `/contacts/${contact}`,
      body: () => ({ title: 'changed' }),
    },
    {
      name: 'DELETE contact',
      method: 'DELETE',
      path: (_customer, contact) => `/contacts/${contact}`,
      removes: true,
    },
  ],
  CRO: [
    {
      name: 'PATCH contact',
      method: 'PATCH',
      path: (customer, contact) => `/customers/${customer}/contacts/${contact}`,
      body: () => ({ number: 'changed' }),
    },
  ],
  RPM: [
    {
      name: 'CustomerContactEdit',
      method: 'POST',
      path: () => '/api2.svc/CustomerContactEdit',
      body: (customer, contact) => ({
        CustomerID: Number(customer),
        Contact: { ContactID: Number(contact), FirstName: 'Ann', LastName: 'Lee', Title: 'changed' },
      }),
    },
  ],
  ZUORA: [
    {
      name: 'PUT contact',
      method: 'PUT',
      path: (_customer, contact) => `/v1/contacts/${contact}`,
      body: () => ({ nickname: 'changed' }),
    },
    {
      name: 'action/update',
      method: 'POST',
      path: () => '/v1/action/update',
      body: (_customer, contact) => ({ type: 'Contact', objects: [{ Id: contact, NickName: 'changed' }] }),
    },
    {
      name: 'DELETE contact',
      method: 'DELETE',
      path: (_customer, contact) => `/v1/contacts/${contact}`,
      removes: true,
    },
    {
      name: 'action/delete',
      method: 'POST',
      path: () => '/v1/action/delete',
      body: (_customer, contact) => ({ type: 'Contact', ids: [contact] }),
      removes: true,
    },
  ],
};
