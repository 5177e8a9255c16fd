/**
 * Whether a client takes one of GraphQL's two media types. Apollo Server looks at that only when the
 * operation has run: a write would be carried out, and answered with an error.
 */
import Negotiator from 'negotiator';

const MEDIA_TYPES = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

/** Remembers its last answer, because a router asks in the same way each time. */
export function mediaTypeCheck(): (accept: string | undefined) => boolean {
  let asked: string | undefined;
  let isAcceptable = true;
  return (accept) => {
    if (accept !== asked) {
      asked = accept;
      // An empty header asks for nothing in particular, as none does.
      isAcceptable = !accept || new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES) !== undefined;
    }
    return isAcceptable;
  };
}
