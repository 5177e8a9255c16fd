/** Ids given as JSON numbers. */
import { GraphQLError, GraphQLID } from 'graphql';

/**
 * JSON.parse rounds 9007199254740993 to 9007199254740992, which the library's ID accepts, and a contact would
 * be added to another customer. Literals are read from their digits, and are exact.
 *
 * The library has a single ID type for all schemas, and neither schema builders nor mappers can replace it,
 * so this changes the type itself. Other schemas in the process only become equally strict.
 */
export function rejectRoundedIds(): void {
  GraphQLID.parseValue = (value) => {
    if (typeof value === 'string') return value;
    if (Number.isSafeInteger(value)) return String(value);
    throw new GraphQLError('ID can represent a string, or a number that JSON keeps exactly.');
  };
}
