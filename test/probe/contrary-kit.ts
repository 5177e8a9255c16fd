/** Parts of emulators that contradict an inferred fact, and the exports of a file of them. */
import { isRecord, parseJson } from '../../src/sandbox/kit/request.js';
import type { SandboxReply, SandboxRequest, SandboxVendor } from '../../src/sandbox/kit/vendor.js';

export type Contrary = (vendor: SandboxVendor) => SandboxVendor;

/** The `contrary` export of `contrary/<vendor>.ts`. */
export interface ContraryVendor {
  /** By fact; a fact without a probe request has none. */
  readonly facts: Readonly<Record<string, Contrary>>;
  /** Custom text fields of the emulated account. */
  readonly fields?: readonly string[];
  /** Customers by fact, for facts that require a particular state. */
  readonly customers?: Readonly<Record<string, string>>;
}

type Handle = SandboxVendor['handle'];
export type Json = Readonly<Record<string, unknown>>;

/** Replaces the vendor's handler for matching requests. */
export function instead(
  matches: (request: SandboxRequest) => boolean,
  answer: (handle: Handle) => Handle,
): Contrary {
  return (vendor) => {
    const handle = answer((request) => vendor.handle(request));
    return {
      ...vendor,
      handle: (request) => (matches(request) ? handle(request) : vendor.handle(request)),
    };
  };
}

export const at = (method: string, path: RegExp) => (request: SandboxRequest) =>
  request.method === method && path.test(request.path);

export const receiving = (
  matches: ReturnType<typeof at>,
  change: (request: SandboxRequest) => SandboxRequest,
) => instead(matches, (handle) => (request) => handle(change(request)));

export const replying = (
  matches: ReturnType<typeof at>,
  change: (reply: SandboxReply, request: SandboxRequest) => SandboxReply,
) => instead(matches, (handle) => (request) => change(handle(request), request));

/** The vendor answers every request with its first answer. */
export const always = (matches: ReturnType<typeof at>) =>
  instead(matches, (handle) => {
    let first: SandboxReply | undefined;
    return (request) => {
      first ??= handle(request);
      return structuredClone(first);
    };
  });

export const form = (change: (params: URLSearchParams) => void) => (request: SandboxRequest) => {
  const params = new URLSearchParams(request.body);
  change(params);
  return { ...request, body: params.toString() };
};
export const json = (change: (body: Json) => unknown) => (request: SandboxRequest) => {
  const body = parseJson(request.body);
  return { ...request, body: JSON.stringify(change(isRecord(body) ? body : {})) };
};
export const withStatus = (status: number) => (reply: SandboxReply) => ({ ...reply, status });
export const inBody = (change: (body: Json) => unknown) => (reply: SandboxReply) => ({
  ...reply,
  body: isRecord(reply.body) ? change(structuredClone(reply.body)) : reply.body,
});
export const without = (body: Json, isLeftOut: (value: unknown, name: string) => boolean) =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => !isLeftOut(value, name)));
export const isNull = (value: unknown) => value === null;
