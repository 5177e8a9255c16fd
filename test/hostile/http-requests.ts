/** Requests that are invalid HTTP, or valid HTTP that no client sends: the bytes of each. */

const BODY = '{"query":"{ __typename }"}';
const head = (lines: readonly string[]) =>
  `${['POST /graphql HTTP/1.1', 'host: 127.0.0.1', ...lines].join('\r\n')}\r\n\r\n`;
const JSON_TYPE = 'content-type: application/json';

export const hostileRequests: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  'no request line': ['\r\n\r\n\r\n'],
  'random bytes': [Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256))],
  TLS: [Buffer.from('160301020001000001fc0303', 'hex')],
  'HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  'an unknown method': [`${head([]).replace('POST', 'BREW')}`],
  'a path of 100 KB': [`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`],
  'an absolute address': [
    `${head([JSON_TYPE, `content-length: ${BODY.length}`]).replace('/graphql', 'http://192.0.2.1/graphql')}${BODY}`,
  ],
  'a header of 100 KB': [head([`x-request-id: ${'x'.repeat(100_000)}`])],
  'ten thousand headers': [head(Array.from({ length: 10_000 }, (_, i) => `x-${i}: 1`))],
  'a header with NUL': [head(['x-request-id: a\0b'])],
  'a header without a colon': [head(['x-request-id'])],
  'no host': [head([]).replace('host: 127.0.0.1\r\n', '')],
  'two lengths': [`${head([JSON_TYPE, 'content-length: 5', 'content-length: 26'])}${BODY}`],
  'a length and chunks': [
    `${head([JSON_TYPE, 'content-length: 26', 'transfer-encoding: chunked'])}1a\r\n${BODY}\r\n0\r\n\r\n`,
  ],
  'a negative length': [`${head([JSON_TYPE, 'content-length: -1'])}${BODY}`],
  'a length of a petabyte': [`${head([JSON_TYPE, 'content-length: 1000000000000000'])}${BODY}`],
  'a chunk of no number': [`${head([JSON_TYPE, 'transfer-encoding: chunked'])}zz\r\n${BODY}\r\n0\r\n\r\n`],
  'a chunk of one megabyte': [
    `${head([JSON_TYPE, 'transfer-encoding: chunked'])}100000\r\n${'x'.repeat(0x10_00_00)}\r\n0\r\n\r\n`,
  ],
  'a body that is not UTF-8': [head([JSON_TYPE, 'content-length: 4']), Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
  'a compressed body': [
    `${head([JSON_TYPE, 'content-encoding: gzip', `content-length: ${BODY.length}`])}${BODY}`,
  ],
  'a body that stops': [`${head([JSON_TYPE, 'content-length: 1000'])}{"query":`],
  'headers that stop': ['POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nx'],
  'an expectation': [`${head([JSON_TYPE, 'expect: 100-continue', `content-length: ${BODY.length}`])}${BODY}`],
  'another expectation': [
    `${head([JSON_TYPE, 'expect: a-miracle', `content-length: ${BODY.length}`])}${BODY}`,
  ],
  'an upgrade': [head(['connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'])],
  'an upgrade to HTTP/2': [
    head(['connection: upgrade, http2-settings', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__']),
  ],
  'a thousand pipelined requests': [
    `${head([JSON_TYPE, `content-length: ${BODY.length}`])}${BODY}`.repeat(1000),
  ],
  TRACE: [head([]).replace('POST', 'TRACE')],
  CONNECT: [head([]).replace('POST /graphql', 'CONNECT 192.0.2.1:443')],
  'a media type of 16 KB': [
    `${head([`content-type: ${'application/json;'.repeat(900)}`, `content-length: ${BODY.length}`])}${BODY}`,
  ],
  'an accept header of 14 KB': [
    `${head([JSON_TYPE, `accept: ${'a/b;q=0.1,'.repeat(1400)}*/*`, `content-length: ${BODY.length}`])}${BODY}`,
  ],
  'an accept header of quotes': [
    `${head([JSON_TYPE, `accept: a/b;c="${'\\"'.repeat(6000)}`, `content-length: ${BODY.length}`])}${BODY}`,
  ],
};
