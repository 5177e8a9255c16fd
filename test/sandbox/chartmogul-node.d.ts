/** The client ships no types. These are the parts that the test calls. */
declare module 'chartmogul-node' {
  interface Contact {
    uuid: string;
    customer_uuid: string | null;
    customer_external_id: string;
    data_source_uuid: string;
    external_id: string | null;
    position: number;
    first_name: string | null;
    last_name: string | null;
    title: string | null;
    email: string | null;
    phone: string | null;
    linked_in: string | null;
    twitter: string | null;
    notes: string | null;
    custom: Record<string, unknown>;
  }
  interface Customer {
    uuid: string;
    external_id: string;
    data_source_uuid: string;
    data_source_uuids: string[];
  }
  interface Page<T> {
    entries: T[];
    cursor: string | null;
    has_more: boolean;
  }
  type Data = Readonly<Record<string, unknown>>;
  class Config {
    constructor(apiKey: string, apiBase?: string);
    retries: number;
  }
  const ChartMogul: {
    Config: typeof Config;
    Ping: { ping(config: Config): Promise<{ data: string }> };
    Customer: {
      all(config: Config, query: Data): Promise<Page<Customer>>;
      retrieve(config: Config, uuid: string): Promise<Customer>;
      contacts(config: Config, uuid: string, query?: Data): Promise<Page<Contact>>;
      createContact(config: Config, uuid: string, data: unknown): Promise<Contact>;
    };
    Contact: {
      create(config: Config, data: Data): Promise<Contact>;
      all(config: Config, query: Data): Promise<Page<Contact>>;
      retrieve(config: Config, uuid: string): Promise<Contact>;
      modify(config: Config, uuid: string, data: Data): Promise<Contact>;
      destroy(config: Config, uuid: string): Promise<Data>;
      merge(config: Config, into: string, from: string): Promise<Contact>;
    };
  };
  export default ChartMogul;
}
