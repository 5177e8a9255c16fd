/** Warnings about settings that are valid but rarely intended. */
import type { ProviderId } from '../model/contact.js';
import { type Config, storeKind } from './config.js';
import { type Env, isLoopback } from './env.js';

export interface SettingWarning {
  /** For the log line. Contains no value that may be a secret. */
  readonly facts: object;
  readonly text: string;
}

/** Fewer suggest a word or a pattern. */
const MIN_SECRET_CHARACTERS = 8;
const OWN_PREFIXES = [
  'AUDIT_',
  'DENIED_',
  'AUTH_',
  'CALLER_',
  'ROUTER_',
  'SHUTDOWN_',
  'MAX_OPERATION_',
  'MAX_RESPONSE_',
  'MAX_PROVIDER_',
  'ALLOW_UNAUTHENTICATED',
];

export function settingWarnings(
  { auth, host, production, routerSecrets, storeEncryption, storeUrl }: Config,
  env: Env,
  providers: readonly { readonly id: ProviderId }[],
): SettingWarning[] {
  const isOpen = routerSecrets.length === 0 && !auth && !isLoopback(host);
  const isWeak = routerSecrets.some((secret) => new Set(secret).size < MIN_SECRET_CHARACTERS);
  const isUnchecked = production && env.variables.NODE_TLS_REJECT_UNAUTHORIZED === '0';
  const isAtRest = storeKind(storeUrl) !== 'memory';
  const isReadable = production && isAtRest && storeEncryption.keys.length === 0;
  const unknown = env.unknown([...providers.map(({ id }) => `${id}_`), ...OWN_PREFIXES]);
  const warnings = [
    isOpen && {
      facts: { host },
      text: 'any client that reaches the port can add contacts: ROUTER_SECRETS is not set and HOST is not loopback',
    },
    isWeak && {
      facts: {},
      text: `a secret in ROUTER_SECRETS has fewer than ${MIN_SECRET_CHARACTERS} different characters: use a random one`,
    },
    isUnchecked && {
      facts: {},
      text: 'NODE_TLS_REJECT_UNAUTHORIZED=0: calls to vendors can be read and changed in transit',
    },
    isReadable && {
      facts: {},
      text: 'STORE_KEYS is not set: the contacts in the store and its backups are not encrypted',
    },
    // Names only: the value of a misspelled setting may be a secret.
    unknown.length > 0 && { facts: { unknown }, text: 'unknown settings were ignored' },
  ];
  return warnings.filter((warning) => warning !== false);
}
