/** Reads the wire format of Protocol Buffers without a schema: fields by number. */

/** Numbers as bigint; strings, bytes, messages and fixed numbers as bytes. */
export type Fields = ReadonlyMap<number, readonly (bigint | Buffer)[]>;

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

export function parseMessage(bytes: Buffer): Fields {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    at += length;
    if (at > bytes.length) throw new RangeError('The message ends too early.');
    return bytes.subarray(at - length, at);
  };
  const read = (type: number) => {
    if (type === VARINT) return varint();
    if (type === FIXED64) return take(8);
    if (type === FIXED32) return take(4);
    if (type === BYTES) return take(Number(varint()));
    throw new RangeError(`There is no wire type ${type}.`);
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const field = key >>> 3;
    fields.set(field, [...(fields.get(field) ?? []), read(key & 7)]);
  }
  return fields;
}

export function bytesOf(fields: Fields, field: number): Buffer {
  const value = fields.get(field)?.[0];
  return value instanceof Buffer ? value : Buffer.alloc(0);
}

export function textOf(fields: Fields, field: number): string {
  return bytesOf(fields, field).toString('utf8');
}
