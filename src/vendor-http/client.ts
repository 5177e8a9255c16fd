/**
 * One HTTP client per vendor credential. It says of every request whether it left, because that decides
 * between "certainly not done" and "may have been done", and it never throws for anything a network or a
 * vendor can do.
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
  /** Absolute path with its query, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In place of the client's own bound. */
  readonly maxResponseBytes?: number;
  /** The same for the JSON values of the answer's body. */
  readonly maxResponseValues?: number;
}

/** A complete answer, whatever its status. */
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
  /** For a developer; holds nothing of the request. */
  readonly reason: string;
  /** The error code of undici or Node, where there is one; `PROXY_` and more for the proxy on the way. */
  readonly code: string | undefined;
}

/**
 * What a fault says nothing about is the vendor: too large an answer is about one request, the others are
 * ours.
 */
const NOT_OF_THE_VENDOR = new Set<string | undefined>([
  'RESPONSE_TOO_LARGE',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
]);

/** Whether the fault says something about the vendor's health, independent of the call. */
export function isVendorFault({ code }: Fault): boolean {
  return !NOT_OF_THE_VENDOR.has(code);
}

export function isTooLarge({ code }: Fault): boolean {
  return code === 'RESPONSE_TOO_LARGE';
}

export interface HttpClientOptions extends ConnectionOptions {
  /** Bound of an answer's body, on the wire and decompressed. */
  readonly maxResponseBytes?: number;
}

const MAX_RESPONSE_BYTES = 1024 * 1024;
/** JSON values of an answer that creates one contact. As many as a mebibyte holds are parsed in 25 ms. */
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

  /** Sends once. Redirects are answered as they are, never followed; nothing is retried. */
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

/** One request under way, as undici's dispatch lifecycle tells it. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #cancelTimeout: () => void;
  #controller: Dispatcher.DispatchController | undefined;
  #sent = false;
  #settled = false;
  #expired = false;
  #bytes = 0;
  #status = 0;
  #headers: IncomingHttpHeaders = {};

  constructor(
    private readonly resolve: (result: Reply | Fault) => void,
    private readonly max: { readonly bytes: number; readonly values: number },
    deadline: Deadline,
  ) {
    this.#cancelTimeout = deadline.clock.after(deadline.remainingMs(), () => this.#expire());
  }

  /**
   * Called right before the first byte is written. This, and no error code, tells whether a request left:
   * ECONNRESET comes both from a handshake that died and from a vendor that read everything.
   */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The deadline passed while waiting for a connection: aborting here keeps the request from being written.
    if (this.#expired) controller.abort(new Error('deadline'));
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
      this.#settle(fault(true, 'the answer came in an encoding that is not known', 'RESPONSE_ENCODING'));
      return;
    }
    // A few kilobytes can hold gigabytes, so the bound counts what comes out.
    decompress(bytes, { maxOutputLength: this.max.bytes }, (error, plain) => {
      if (!error) this.#reply(plain);
      else if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') this.#settle(tooLarge());
      else this.#settle(fault(true, 'the answer could not be decompressed', 'RESPONSE_ENCODING'));
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: unknown): void {
    const code = this.#sent ? errorCode(error) : unsentCode(error);
    this.#settle(fault(this.#sent, this.#sent ? cutReason(code) : unsentReason(code), code));
  }

  #expire(): void {
    this.#expired = true;
    const reason = this.#sent
      ? 'no complete answer came before the deadline'
      : 'no connection was free before the deadline';
    this.#settle(fault(this.#sent, reason, 'DEADLINE'));
    this.#controller?.abort(new Error('deadline'));
  }

  #reply(bytes: Buffer): void {
    if (hasMoreValues(bytes, this.max.values)) {
      this.#settle(tooLarge());
      return;
    }
    // Drops a byte order mark, which RFC 8259 lets a parser ignore.
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
  return fault(true, 'the answer was larger than the limit', 'RESPONSE_TOO_LARGE');
}

/** The encodings a vendor may use unasked. RFC 9110 makes x-gzip another name of gzip. */
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
