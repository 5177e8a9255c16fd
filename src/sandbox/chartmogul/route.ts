/** The paths of ChartMogul's API that the sandbox plays. */
import { decodePathPart } from '../kit/request.js';

/** What a path names. */
export type Target =
  | { kind: 'ping' | 'customers' | 'contacts' }
  | { kind: 'customer' | 'customerContacts' | 'contact'; uuid: string }
  | { kind: 'merge'; uuid: string; from: string };

/** Undefined for a path that is not played. */
export function route(path: string): Target | undefined {
  const parts = path.split('/').map(decodePathPart);
  if (parts.shift() !== '' || parts.shift() !== 'v1' || parts.includes(undefined)) return undefined;
  const [collection, uuid, verb, from, ...rest] = parts;
  if (rest.length > 0 || uuid === '' || from === '') return undefined;
  if (uuid === undefined) {
    return collection === 'ping' || collection === 'customers' || collection === 'contacts'
      ? { kind: collection }
      : undefined;
  }
  if (verb === undefined) {
    if (collection === 'customers') return { kind: 'customer', uuid };
    return collection === 'contacts' ? { kind: 'contact', uuid } : undefined;
  }
  if (collection === 'customers' && verb === 'contacts' && from === undefined) {
    return { kind: 'customerContacts', uuid };
  }
  const isMerge = collection === 'contacts' && verb === 'merge' && from !== undefined;
  return isMerge ? { kind: 'merge', uuid, from } : undefined;
}
