/** A vendor that records each request as it came off the wire and answers as the test wants. */
import type { IncomingHttpHeaders } from 'node:http';
import { encodeAnswer, startRawServer } from './raw-vendor.js';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Alternating names, as sent, and values. */
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
  /** Requests, except for tokens, oldest first. */
  readonly requests: RecordedRequest[];
  readonly tokenRequests: RecordedRequest[];
  /** The answer to every request for which `answer` returns undefined. */
  reply: PreparedReply;
  /** Chooses the answer by the request. */
  answer?: ((request: RecordedRequest) => PreparedReply | undefined) | undefined;
  close(): Promise<void>;
}

export async function startRecordingVendor(): Promise<RecordingVendor> {
  const server = await startRawServer({
    request(request, socket) {
      if (request.path.endsWith('/oauth/token')) {
        vendor.tokenRequests.push(request);
        socket.write(encodeAnswer({ status: 200, headers: JSON_TYPE, body: TOKEN }));
        return;
      }
      vendor.requests.push(request);
      socket.write(encodeAnswer(vendor.answer?.(request) ?? vendor.reply));
    },
  });
  const vendor: RecordingVendor = {
    origin: server.origin,
    requests: [],
    tokenRequests: [],
    reply: { status: 200, body: '{}' },
    close: server.close,
  };
  return vendor;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const TOKEN = '{"access_token":"zuora-token","token_type":"bearer","expires_in":3599}';
