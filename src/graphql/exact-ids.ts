/** Ids that come as JSON numbers. */
import { GraphQLError, GraphQLID } from 'graphql';

/**
 * JSON.parse rounds 9007199254740993 to 9007199254740992, which the library's ID takes, and a contact would
 * be added to another customer. Literals are read from their digits and are exact.
 *
 * The library knows one ID for all schemas, and neither a builder nor a mapper of schemas puts another in its
 * place. So it is this one that is changed. Any other schema of the process only becomes as strict.
 */
export function rejectRoundedIds(): void {
  GraphQLID.parseValue = (value) => {
    if (typeof value === 'string') return value;
    if (Number.isSafeInteger(value)) return String(value);
    throw new GraphQLError('ID can represent a string, or a number that JSON keeps exactly.');
  };
}
