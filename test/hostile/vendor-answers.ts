/** What a vendor, or a server in its place, may send: bytes, or a stream that does not end. */
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

type Play = (socket: Socket) => void;

function bytes(status: number, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Play {
  const content = Buffer.from(body);
  const all = { 'content-type': 'application/json', 'content-length': String(content.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n`, 'latin1');
  return (socket) => socket.write(Buffer.concat([head, content]));
}

function text(written: string): Play {
  return (socket) => socket.write(Buffer.from(written, 'latin1'));
}

/** Continues until the other side closes; at most 64 MiB. */
function endless(head: string, part: string): Play {
  return (socket) => {
    socket.write(head);
    let left = 64 * 2 ** 20;
    const more = () => {
      while (!socket.destroyed && left > 0 && socket.write(part)) left -= part.length;
      left -= part.length;
    };
    socket.on('drain', more);
    more();
  };
}

function manyErrors(message: string): string {
  const reasons = Array.from({ length: 5000 }, () => ({ code: 53100020, message }));
  return JSON.stringify({ success: false, reasons });
}

/** A byte at a time. */
function drip(written: string, everyMs: number): Play {
  return (socket) => {
    let at = 0;
    const timer = setInterval(() => {
      if (socket.destroyed || at >= written.length) clearInterval(timer);
      else socket.write(written[at++] ?? '');
    }, everyMs);
  };
}

const LARGE = 80_000;
const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
/** An error in every vendor's form together. */
const error = (message: string) =>
  JSON.stringify({
    message,
    api_error_code: 'param_wrong_value',
    error_code: 'param_wrong_value',
    error_msg: message,
    param: 'contact[email]',
    code: '400',
    field: 'CreateCustomerContactModel.email',
    detail: message,
    errors: [{ propertyName: 'email', field: 'email', message, errorMessage: message }],
    reasons: [{ code: 53100020, message }],
    success: false,
    Result: { Error: { Message: message } },
    Error: { Message: message },
  });
/** An ordinary answer, so that no vendor counts as failing. */
export const ordinaryAnswer: Play = bytes(400, error('no'));
/** A contact in every vendor's form together, with something hostile in it. */
const record = (member: string) => {
  const contact = `{"id":"1","uuid":"con_1","ContactID":1,"email":"a@example.com","customer_uuid":"cus_1","first_name":"A",${member}}`;
  return `{"success":true,"id":"1","uuid":"con_1","customer":{"id":"cus_acme","contacts":[${contact}]},"contacts":[${contact}],"entries":[${contact}],"records":[${contact}],"Contacts":[${contact}],"Result":{"ContactID":1,"Contact":${contact},"Contacts":[${contact}]},"has_more":false,${member}}`;
};
const withoutLength = (head: string) => `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${head}\r\n`;

export const vendorAnswers: Readonly<Record<string, Play>> = {
  'no body': bytes(200, ''),
  'arrays a hundred thousand levels deep': bytes(200, nested(100_000, '[', ']')),
  'a record fifty thousand levels deep': bytes(
    200,
    record(`"notes":${nested(50_000, '{"a":', '}').replace('{"a":}', '{"a":1}')}`),
  ),
  'a record with a text of 900 KB': bytes(200, record(`"notes":"${'n'.repeat(300_000)}"`)),
  'a record with a hundred thousand members': bytes(
    200,
    record(Array.from({ length: 20_000 }, (_, i) => `"m${i}":${i}`).join(',')),
  ),
  'a list of ten thousand contacts': bytes(
    200,
    `{"has_more":true,"cursor":"c","entries":[${Array.from({ length: 10_000 }, (_, i) => `{"uuid":"con_${i}","id":${i}}`).join(',')}]}`,
  ),
  'three megabytes': bytes(200, `{"a":"${'x'.repeat(3 * 2 ** 20)}"}`),
  'a body without end': endless(withoutLength('connection: close\r\n'), 'x'.repeat(65_536)),
  'chunks without end': endless(
    withoutLength('transfer-encoding: chunked\r\n'),
    `4000\r\n${'x'.repeat(0x4000)}\r\n`,
  ),
  'headers without end': endless('HTTP/1.1 200 OK\r\n', `x-header: ${'x'.repeat(1000)}\r\n`),
  'a header of 100 KB': bytes(200, '{}', { 'x-header': 'x'.repeat(100_000) }),
  '100 Continue without end': endless('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
  'an error text without spaces': bytes(400, error('x'.repeat(LARGE))),
  'an error text of spaces': bytes(400, error(`${' '.repeat(LARGE)}x`)),
  'an error text of at signs': bytes(400, error('a@'.repeat(LARGE / 2))),
  'an error text of digits': bytes(400, error('1 '.repeat(LARGE / 2))),
  'an error text of brackets': bytes(400, error('('.repeat(LARGE))),
  'an error text of lone surrogates': bytes(
    400,
    error('x').replaceAll('"x"', `"${'\\ud800'.repeat(10_000)}"`),
  ),
  'many errors': bytes(400, manyErrors('m')),
  'many errors that name a field': bytes(400, manyErrors('firstName is wrong')),
  'a record with lone surrogates': bytes(200, record('"notes":"\\ud800\\udfff\\ud800"')),
  'bytes that are not UTF-8': bytes(200, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  'UTF-16': bytes(200, Buffer.from('{"id":1}', 'utf16le')),
  'a byte order mark': bytes(200, `\ufeff${record('"notes":"n"')}`),
  'a gzip bomb': bytes(200, gzipSync(Buffer.alloc(50 * 2 ** 20, 0x20)), { 'content-encoding': 'gzip' }),
  'an unknown encoding': bytes(200, '{}', { 'content-encoding': 'x-unknown' }),
  'a body shorter than it says': text(`${withoutLength('content-length: 100\r\n')}{"id":1}`),
  'a body longer than it says': bytes(200, '{"id":1}{"id":2}{"id":3}', { 'content-length': '8' }),
  'two lengths': text(`${withoutLength('content-length: 2\r\ncontent-length: 3\r\n')}{} `),
  'a chunk of no number': text(`${withoutLength('transfer-encoding: chunked\r\n')}zz\r\n{}\r\n0\r\n\r\n`),
  'a chunk larger than all memory': text(
    `${withoutLength('transfer-encoding: chunked\r\n')}ffffffffffffff\r\n{}`,
  ),
  'a chunk extension of 100 KB': text(
    `${withoutLength('transfer-encoding: chunked\r\n')}2;${'x'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`,
  ),
  'no HTTP at all': text('SSH-2.0-OpenSSH_9.2\r\n'),
  'status 999': bytes(999, '{}'),
  'a redirect to another machine': bytes(302, '', { location: 'http://192.0.2.1/' }),
  'an upgrade': text('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  'Retry-After of no end': bytes(429, '{}', { 'retry-after': '9'.repeat(300) }),
  'numbers without end': bytes(200, record(`"position":${'9'.repeat(100_000)},"x":1e99999`)),
  'prototype members': bytes(200, record('"__proto__":{"id":"2"},"constructor":{"prototype":{"a":1}}')),
  'a byte at a time': drip(withoutLength('content-length: 20000\r\n'), 20),
  'a connection that is reset': (socket) => socket.resetAndDestroy(),
  silence: () => {},
};
