/** In which of GraphQL's two media types an answer is given. */
import Negotiator from 'negotiator';

const MEDIA_TYPES = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

/**
 * Chooses the media type by the `Accept` header; undefined when neither is acceptable. It remembers its last
 * choice, because a router asks in the same way each time.
 */
export function mediaTypeChooser(): (accept: string | undefined) => string | undefined {
  let asked: string | undefined;
  let chosen = chooseMediaType(asked);
  return (accept) => {
    if (accept !== asked) {
      asked = accept;
      chosen = chooseMediaType(accept);
    }
    return chosen;
  };
}

function chooseMediaType(accept: string | undefined): string | undefined {
  // An empty header asks for nothing in particular, as none does.
  return new Negotiator({ headers: { accept: accept || undefined } }).mediaType(MEDIA_TYPES);
}
