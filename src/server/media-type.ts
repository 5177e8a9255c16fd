/**
 * Chooses between GraphQL's two media types. Apollo Server checks them only after the operation has run: a
 * write would be applied, then answered with an error.
 */
import Negotiator from 'negotiator';

export const JSON_TYPE = 'application/json; charset=utf-8';
const MEDIA_TYPES = [JSON_TYPE, 'application/graphql-response+json; charset=utf-8'];

/** The client's preferred type; undefined if it accepts neither. */
export type ChooseMediaType = (accept: string | undefined) => string | undefined;

/** Caches its last answer, because a router sends the same header each time. */
export function mediaTypeChoice(): ChooseMediaType {
  let asked: string | undefined;
  let chosen: string | undefined = JSON_TYPE;
  return (accept) => {
    if (accept !== asked) {
      asked = accept;
      // An empty header accepts anything, like a missing one.
      chosen = accept ? new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES) : JSON_TYPE;
    }
    return chosen;
  };
}
