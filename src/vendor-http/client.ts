/**
 * One HTTP client per vendor credential. Reports for every request whether it was sent, which decides between
 * "certainly not done" and "may have been done". Never throws for a network or vendor failure.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { type ConnectionOptions, openConnections } from './connections.js';
import type { Deadline } from './deadline.js';
import { cutReason, errorCode, unsentCode, unsentReason } from './fault-reasons.js';
import { hasMoreValues } from './json-size.js';
import { USER_AGENT } from './user-agent.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute path and query, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Overrides the client's limit. */
  readonly maxResponseBytes?: number;
  /** Maximum number of JSON values in the response body. */
  readonly maxResponseValues?: number;
}

/** A complete answer with any status. */
export interface Reply {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** No complete, readable answer. */
export interface Fault {
  readonly kind: 'fault';
  /** Whether the first byte of the request may have left this process. */
  readonly sent: boolean;
  /** For developers; contains nothing from the request. */
  readonly reason: string;
  /** undici's or Node's error code, if any. Codes of proxy faults start with `PROXY_`. */
  readonly code: string | undefined;
}

/** Faults that say nothing about the vendor: one oversized answer, or our own mistakes. */
const NOT_OF_THE_VENDOR = new Set<string | undefined>([
  'RESPONSE_TOO_LARGE',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
]);

/** Whether the fault reflects the vendor's health rather than this call. */
export function isVendorFault({ code }: Fault): boolean {
  return !NOT_OF_THE_VENDOR.has(code);
}

export function isTooLarge({ code }: Fault): boolean {
  return code === 'RESPONSE_TOO_LARGE';
}

export interface HttpClientOptions extends ConnectionOptions {
  /** Limit on a response body, both on the wire and decompressed. */
  readonly maxResponseBytes?: number;
}

const MAX_RESPONSE_BYTES = 1024 * 1024;
/** JSON values in an answer that creates one contact. The most that fit in a mebibyte parse in 25 ms. */
const MAX_RESPONSE_VALUES = 300_000;
const DECODER = new TextDecoder();

export class HttpClient {
  readonly #origin: string;
  readonly #connections: Dispatcher;
  readonly #maxBytes: number;

  constructor(options: HttpClientOptions) {
    this.#origin = options.origin;
    this.#maxBytes = options.maxResponseBytes ?? MAX_RESPONSE_BYTES;
    this.#connections = openConnections(options);
  }

  /** Sends once: follows no redirect, retries nothing. */
  send(request: HttpRequest, deadline: Deadline): Promise<Reply | Fault> {
    if (deadline.remainingMs() <= 0) {
      return Promise.resolve(fault(false, 'the deadline had passed before sending', undefined));
    }
    return new Promise((resolve) => {
      const exchange = new Exchange(
        resolve,
        {
          bytes: request.maxResponseBytes ?? this.#maxBytes,
          values: request.maxResponseValues ?? MAX_RESPONSE_VALUES,
        },
        deadline,
      );
      const options: Dispatcher.DispatchOptions = {
        origin: this.#origin,
        method: request.method,
        path: request.path,
        headers: { 'accept-encoding': 'identity', 'user-agent': USER_AGENT, ...request.headers },
        body: request.body ?? null,
      };
      try {
        this.#connections.dispatch(options, exchange);
      } catch (error) {
        exchange.onResponseError(undefined, error);
      }
    });
  }

  /** Lets requests in flight finish. */
  close(): Promise<void> {
    return this.#connections.close();
  }

  /** Ends requests in flight. */
  destroy(): Promise<void> {
    return this.#connections.destroy();
  }
}

/** One request in flight, driven by undici's dispatch lifecycle. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #cancelTimeout: () => void;
  #controller: Dispatcher.DispatchController | undefined;
  #sent = false;
  #settled = false;
  #bytes = 0;
  #status = 0;
  #headers: IncomingHttpHeaders = {};

  constructor(
    private readonly resolve: (result: Reply | Fault) => void,
    private readonly max: { readonly bytes: number; readonly values: number },
    private readonly deadline: Deadline,
  ) {
    this.#cancelTimeout = deadline.clock.after(deadline.remainingMs(), () => this.#expire());
  }

  /**
   * Called right before the first byte is written. No error code can replace this: ECONNRESET can mean a
   * failed handshake or a vendor that read everything.
   */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The deadline passed while waiting for a connection. After a process stood still, its timers fire later
    // than this. Aborting here keeps the request from being sent.
    if (this.#settled || this.deadline.remainingMs() <= 0) this.#expire();
    else this.#sent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.max.bytes) {
      this.#settle(tooLarge());
      controller.abort(new Error('response too large'));
      return;
    }
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const bytes = Buffer.concat(this.#chunks);
    const encodings = encodingsOf(this.#headers);
    const [encoding = ''] = encodings;
    if (encodings.length === 0 || bytes.length === 0) {
      this.#reply(bytes);
      return;
    }
    const decompress = encodings.length === 1 ? DECOMPRESS.get(encoding) : undefined;
    if (!decompress) {
      this.#settle(fault(true, 'the response has an unknown encoding', 'RESPONSE_ENCODING'));
      return;
    }
    // A few kilobytes can expand to gigabytes, so limit the output.
    decompress(bytes, { maxOutputLength: this.max.bytes }, (error, plain) => {
      if (!error) this.#reply(plain);
      else if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') this.#settle(tooLarge());
      else this.#settle(fault(true, 'the response could not be decompressed', 'RESPONSE_ENCODING'));
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: unknown): void {
    const code = this.#sent ? errorCode(error) : unsentCode(error);
    this.#settle(fault(this.#sent, this.#sent ? cutReason(code) : unsentReason(code), code));
  }

  #expire(): void {
    const reason = this.#sent
      ? 'no complete response arrived before the deadline'
      : 'no connection was free before the deadline';
    this.#settle(fault(this.#sent, reason, 'DEADLINE'));
    this.#controller?.abort(new Error('deadline'));
  }

  #reply(bytes: Buffer): void {
    if (hasMoreValues(bytes, this.max.values)) {
      this.#settle(tooLarge());
      return;
    }
    // Drops a byte order mark, which RFC 8259 lets parsers ignore.
    const body = DECODER.decode(bytes);
    this.#settle({ kind: 'reply', status: this.#status, headers: this.#headers, body });
  }

  #settle(result: Reply | Fault): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#cancelTimeout();
    this.resolve(result);
  }
}

function fault(sent: boolean, reason: string, code: string | undefined): Fault {
  return { kind: 'fault', sent, reason, code };
}

function tooLarge(): Fault {
  return fault(true, 'the response was larger than the limit', 'RESPONSE_TOO_LARGE');
}

/** Encodings a vendor may use unasked. RFC 9110 makes x-gzip an alias of gzip. */
const DECOMPRESS: ReadonlyMap<string, typeof gunzip> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflate],
  ['br', brotliDecompress],
]);

function encodingsOf({ 'content-encoding': given }: IncomingHttpHeaders): readonly string[] {
  if (given === undefined) return [];
  return [given]
    .flat()
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
}
