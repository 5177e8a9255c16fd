/** Rules that JSON Schema cannot express: sums of lengths, comparisons of values, bytes. */
import type { JsonObject } from '../model/contact.js';
import type { DescribedField } from './describe.js';
import { also } from './json-schema-kit.js';
import { type OptionTable, offeredOptions } from './options.js';

export function alsoRules(fields: readonly DescribedField[], options: OptionTable | undefined): JsonObject[] {
  const own = offeredOptions(options);
  const at = (name: string) => ['options', options?.key ?? '', name];
  return [
    ...fields
      .filter(({ format }) => format === 'idn-email')
      .slice(0, 1)
      .map(({ path }) =>
        also(
          path,
          'FORMAT',
          'Characters outside ASCII make the part before the @ longer than 64 bytes, the domain longer than 254 bytes, or a part of it or the whole longer than 63 or 254 UTF-16 units.',
        ),
      ),
    ...fields.filter(isJoined).map(({ path, inList, joinedMaxLength, joinedWith }) => {
      const all = inList ? 'All items' : 'All parts';
      return also(
        path,
        'TOO_LONG',
        `${all} joined with ${JSON.stringify(joinedWith)} have more than ${joinedMaxLength} characters.`,
      );
    }),
    ...fields
      .filter(({ path }) => path[1] === 'customFields' && path[2] === 'name')
      .map(({ path }) => also(path, 'FORMAT', 'Another custom field of the request has the same name.')),
    ...own.flatMap(([name, field]) => (field.also ? [also(at(name), field.also.code, field.also.when)] : [])),
    ...own
      .filter(([, { limits, inBody }]) => limits && !inBody)
      .map(([name]) =>
        also(at(name), 'TOO_LONG', 'All options that are sent in headers exceed 4,096 bytes together.'),
      ),
  ];
}

/** The limit of joined parts is reported at the last one given; the first part has it as its own limit. */
function isJoined(field: DescribedField, _index: number, fields: readonly DescribedField[]): boolean {
  if (field.joinedMaxLength === null) return false;
  return field.inList || fields.find(({ joinedWith, inList }) => joinedWith !== null && !inList) !== field;
}
