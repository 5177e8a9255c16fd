/** A request that stays in flight for as long as a test needs. */

export interface OpenRequest {
  /** Undefined until there is an answer. */
  readonly status: number | undefined;
  /** Sends the rest of the body. Resolves to the status, 0 without an answer. */
  finish(): Promise<number>;
  /** Ends the connection. */
  cancel(): void;
}

/** Its body does not end before `finish`. An earlier answer means that the server does not read the body. */
export async function openRequest(
  url: string,
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<OpenRequest> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const body = new TextEncoder().encode(JSON.stringify({ query }));
  const connection = new AbortController();
  let status: number | undefined;
  const answered = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: readable,
    duplex: 'half',
    signal: connection.signal,
  }).then(
    async (answer) => {
      status = answer.status;
      await answer.text();
      return answer.status;
    },
    () => 0,
  );
  await writer.write(body.slice(0, 5));
  return {
    get status() {
      return status;
    },
    finish: async () => {
      await writer.write(body.slice(5)).catch(() => undefined);
      await writer.close().catch(() => undefined);
      return answered;
    },
    cancel: () => connection.abort(),
  };
}
