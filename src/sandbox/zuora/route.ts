/** The paths of Zuora that the sandbox plays. */
import { decodePathPart } from '../kit/request.js';

/** What a path is about. */
export type Route =
  | { readonly kind: 'token' }
  | { readonly kind: 'contacts' | 'query' | 'queryMore' }
  | { readonly kind: 'contact' | 'account'; readonly key: string };

/** The methods of each path. */
export const METHODS: Readonly<Record<Route['kind'], readonly string[]>> = {
  token: ['POST'],
  contacts: ['POST'],
  contact: ['GET', 'PUT', 'DELETE'],
  account: ['GET'],
  query: ['POST'],
  queryMore: ['POST'],
};

/** What a path is about; undefined when it is none of those played. */
export function route(path: string): Route | undefined {
  switch (path) {
    case '/oauth/token':
      return { kind: 'token' };
    case '/v1/contacts':
      return { kind: 'contacts' };
    case '/v1/action/query':
      return { kind: 'query' };
    case '/v1/action/queryMore':
      return { kind: 'queryMore' };
    default: {
      const [, kind, part = ''] = /^\/v1\/(contact|account)s\/([^/]+)$/.exec(path) ?? [];
      const key = decodePathPart(part);
      if (key === undefined) return undefined;
      return kind === 'contact' || kind === 'account' ? { kind, key } : undefined;
    }
  }
}
