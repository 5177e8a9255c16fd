/**
 * Which of GraphQL's two media types a client takes. Apollo Server looks at that only when the
 * operation has run: a write would be carried out, and answered with an error.
 */
import Negotiator from 'negotiator';

export const JSON_TYPE = 'application/json; charset=utf-8';
const MEDIA_TYPES = [JSON_TYPE, 'application/graphql-response+json; charset=utf-8'];

/** The one that the client prefers; undefined where it takes neither. */
export type ChooseMediaType = (accept: string | undefined) => string | undefined;

/** Remembers its last answer, because a router asks in the same way each time. */
export function mediaTypeChoice(): ChooseMediaType {
  let asked: string | undefined;
  let chosen: string | undefined = JSON_TYPE;
  return (accept) => {
    if (accept !== asked) {
      asked = accept;
      // An empty header asks for nothing in particular, as none does.
      chosen = accept ? new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES) : JSON_TYPE;
    }
    return chosen;
  };
}
