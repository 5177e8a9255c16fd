/** A vendor that records each request as it came off the wire and answers as the test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Names, as they were sent, and values by turns. */
  readonly rawHeaders?: readonly string[];
  readonly body: string;
}

export interface PreparedReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body: string;
}

export interface RecordingVendor {
  readonly origin: string;
  /** Requests but those for a token, oldest first. */
  readonly requests: RecordedRequest[];
  readonly tokenRequests: RecordedRequest[];
  /** The answer to every request that `answer` leaves over. */
  reply: PreparedReply;
  /** Chooses the answer by the request. */
  answer?: ((request: RecordedRequest) => PreparedReply | undefined) | undefined;
  close(): Promise<void>;
}

export async function startRecordingVendor(): Promise<RecordingVendor> {
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const recorded = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      if (recorded.path.endsWith('/oauth/token')) {
        vendor.tokenRequests.push(recorded);
        response.setHeader('content-type', 'application/json');
        response.end('{"access_token":"zuora-token","token_type":"bearer","expires_in":3599}');
        return;
      }
      vendor.requests.push(recorded);
      const reply = vendor.answer?.(recorded) ?? vendor.reply;
      response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const vendor: RecordingVendor = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    tokenRequests: [],
    reply: { status: 200, body: '{}' },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vendor;
}
