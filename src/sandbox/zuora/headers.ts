/** Zuora's optional request headers and idempotency keys (API guide, "Idempotent requests"). */
import type { IncomingHttpHeaders } from 'node:http';

import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { isTrackId, message, rejectedCall } from './reply.js';

/** The tenant decides which orgs and entities a caller may name. Here, all but these. */
const FOREIGN_PREFIX = 'foreign';
const MAX_KEY = 255;

/**
 * The error for an invalid tracking id, or an org or entity that the caller must not name. Not documented.
 */
export function checkHeaders(headers: IncomingHttpHeaders): SandboxReply | undefined {
  const trackId = headers['zuora-track-id'];
  if (trackId !== undefined && !isTrackId(String(trackId))) {
    return rejectedCall(400, '20', 'The header Zuora-Track-Id is invalid.');
  }
  const entity = String(headers['zuora-entity-ids'] ?? '');
  if (entity.includes(',')) return rejectedCall(400, '20', 'The header Zuora-Entity-Ids takes one id.');
  const orgs = String(headers['zuora-org-ids'] ?? '').split(',');
  if ([entity, ...orgs].some((id) => id.trim().startsWith(FOREIGN_PREFIX))) {
    return rejectedCall(200, '10', 'The user has no access to this org or entity.');
  }
  return undefined;
}

/** Status and text as a client recorded them for an update; the body is not documented. */
export function checkKey(key: string, { method }: SandboxRequest): SandboxReply | undefined {
  if (method !== 'POST' && method !== 'PATCH') {
    return message(400, `Request method '${method}' not supported with Idempotency-Key header`);
  }
  return key.length === 0 || key.length > MAX_KEY
    ? message(400, `Idempotency-Key must have 1 to ${MAX_KEY} characters`)
    : undefined;
}
