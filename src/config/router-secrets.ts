/** The secrets that admit the router. Secrets in a file can change at runtime. */
import type { Env } from './env.js';

const NAME = 'ROUTER_SECRETS';

/** One or two; an empty list admits every caller. Collects problems in `env`. */
export function readRouterSecrets(env: Env): readonly string[] {
  const secrets = env.secret(NAME)?.split(',') ?? [];
  const isEmpty = env.isEmpty(NAME) || env.isEmpty(`${NAME}_FILE`);
  if (isEmpty && !env.hasAny(NAME)) {
    env.problem(`${NAME} is set but empty: unset it to admit every caller`);
  }
  if (secrets.length > 2 || secrets.some((secret) => secret.length < 16)) {
    env.problem(`${NAME} must be one or two secrets of at least 16 characters, separated by a comma`);
  }
  return secrets;
}

export class RouterSecrets {
  #current: readonly string[];

  constructor(
    private readonly env: Env,
    first: readonly string[],
  ) {
    this.#current = first;
  }

  /** A new array only if the secrets changed. */
  get current(): readonly string[] {
    return this.#current;
  }

  /** Rereads secrets that are in a file. On a problem, keeps the earlier ones. */
  reread(): { readonly changed: readonly string[]; readonly problems: readonly string[] } {
    if (!this.env.secretsOfFiles.has(NAME)) return { changed: [], problems: [] };
    const again = this.env.again();
    const secrets = readRouterSecrets(again);
    const { problems } = again;
    if (problems.length > 0 || secrets.join() === this.#current.join()) return { changed: [], problems };
    this.#current = secrets;
    return { changed: [NAME], problems };
  }
}
