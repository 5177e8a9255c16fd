/**
 * Makes undici accept answers that RFC 9110 and RFC 9112 require a client to accept.
 *
 * undici breaks the connection at an unrequested `100 Continue`, which IIS and WCF send, and its parser
 * rejects folded headers and a repeated length. Each would turn a completed write into an unknown outcome.
 * The repair reads the bytes between a request and the end of its answer's head, and changes no other byte.
 */
import type { Socket } from 'node:net';

/**
 * undici's limit is 16 KiB of names and values. Past this bound, bytes pass unchanged and undici rejects
 * them.
 */
const MAX_HEAD_BYTES = 64 * 1024;
/** Interim answers before one final answer. A server that sends more has no final one. */
const MAX_INTERIM = 100;
const START = 'HTTP/1.';
const END = /\r?\n\r?\n/;
/** An interim answer that changes nothing. 101 does, so undici must see it. */
const INTERIM = /^HTTP\/1\.\d 1(?!01)\d\d(?!\d)/;

/** What `repaired` fixes: line ends, folded lines, lengths, versions. Most heads need no repair. */
const BROKEN = /(?<!\r)\n|\n[ \t]|^HTTP\/1\.[2-9]|\ncontent-length:(?:[^\r\n]*,|[\s\S]*\ncontent-length:)/i;

/**
 * Makes the socket's reader see repaired heads. Assumes one request at a time: an answer follows the last
 * write.
 */
export function repairResponseHeads(socket: Socket): Socket {
  const read: () => Buffer | null = socket.read.bind(socket);
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let awaitsHead = false;
  let held: Buffer = Buffer.alloc(0);
  let interim = 0;

  socket.write = (...args: unknown[]) => {
    awaitsHead = true;
    interim = 0;
    return write(...args);
  };
  socket.read = () => {
    for (;;) {
      const chunk = read();
      if (chunk === null || !awaitsHead) return chunk;
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const { passed, rest, skipped } = takeHead(held, MAX_INTERIM - interim);
      interim += skipped;
      if (passed) {
        awaitsHead = false;
        held = Buffer.alloc(0);
        return passed;
      }
      held = rest;
    }
  };
  return socket;
}

interface Taken {
  readonly passed?: Buffer;
  readonly rest: Buffer;
  readonly skipped: number;
}

/**
 * The repaired head of the final answer and everything after it, or the bytes to keep until more arrive. Past
 * `maxSkipped` interim answers, bytes pass unchanged and undici rejects them.
 */
function takeHead(bytes: Buffer, maxSkipped: number): Taken {
  let skipped = 0;
  let rest = bytes;
  let text = bytes.toString('latin1');
  const skip = (length: number) => {
    rest = rest.subarray(length);
    text = text.slice(length);
  };
  for (;;) {
    const start = text.search(/[^\r\n]/);
    if (start !== 0) skip(start === -1 ? text.length : start);
    const end = END.exec(text);
    if (!end) {
      const isHead = START.startsWith(text.slice(0, START.length));
      return isHead && rest.length <= MAX_HEAD_BYTES ? { rest, skipped } : { passed: rest, rest, skipped };
    }
    const head = text.slice(0, end.index);
    if (!head.startsWith(START)) return { passed: rest, rest, skipped };
    const isInterim = INTERIM.test(head);
    if (isInterim ? skipped >= maxSkipped : !BROKEN.test(head + end[0])) {
      return { passed: rest, rest, skipped };
    }
    skip(end.index + end[0].length);
    if (!isInterim) {
      return { passed: Buffer.concat([Buffer.from(repaired(head), 'latin1'), rest]), rest, skipped };
    }
    skipped += 1;
  }
}

/** Unfolds headers, merges equal lengths and normalizes line ends. */
function repaired(head: string): string {
  const [statusLine = '', ...lines] = head.split(/\r?\n/);
  const fields: string[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line)) fields.push(`${fields.pop() ?? 'x-folded:'} ${line.trim()}`);
    else fields.push(line);
  }
  const isLength = (field: string) => /^content-length:/i.test(field);
  const lengths = fields.filter(isLength).flatMap((field) => field.slice(field.indexOf(':') + 1).split(','));
  const [length = '', ...others] = lengths.map((text) => text.trim());
  const isRepeated = others.length > 0 && others.every((other) => other === length);
  const single = isRepeated
    ? [...fields.filter((field) => !isLength(field)), `content-length: ${length}`]
    : fields;
  // Read a newer HTTP/1 minor version as 1.1.
  return `${[statusLine.replace(/^HTTP\/1\.[2-9]/, 'HTTP/1.1'), ...single].join('\r\n')}\r\n\r\n`;
}
