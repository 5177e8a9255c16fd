/** Variables of a bearer token: a fixed one, or one obtained with a refresh token. */
import type { Env } from '../config/env.js';
import { fixedAuthorization } from '../vendor-http/authorization.js';
import { refreshTokenGrant } from '../vendor-http/oauth.js';
import type { TextRule, Variable } from './configure.js';
import type { ProviderSettings } from './settings.js';

type Authorize = ProviderSettings['authorization'];

/** `PREFIX_ACCESS_TOKEN`, or `PREFIX_REFRESH_TOKEN` with a client and the token endpoint's URL. */
export function bearerToken(prefix: string, rule: TextRule): Variable<Authorize> {
  const names = ['REFRESH_TOKEN', 'CLIENT_ID', 'CLIENT_SECRET', 'TOKEN_URL'].map(
    (name) => `${prefix}_${name}`,
  );
  return {
    others: names,
    namesMissing: true,
    read: (env, name, vendor) =>
      env.hasAny(...names) ? refreshed(env, prefix, name, vendor) : fixed(env, name, rule, vendor),
  };
}

function fixed(env: Env, name: string, rule: TextRule, vendor: string): Authorize | undefined {
  const token = env.secret(name, rule);
  return env.require({ [name]: token }, `${vendor} is only partly configured`)
    ? () => fixedAuthorization({ authorization: `Bearer ${token}` })
    : undefined;
}

function refreshed(env: Env, prefix: string, fixedName: string, vendor: string): Authorize | undefined {
  if (env.hasAny(fixedName)) {
    return env.problem(`${fixedName} and ${prefix}_REFRESH_TOKEN are both set; keep one`);
  }
  const refreshToken = env.secret(`${prefix}_REFRESH_TOKEN`);
  const clientId = env.secret(`${prefix}_CLIENT_ID`);
  const clientSecret = env.secret(`${prefix}_CLIENT_SECRET`);
  const tokenUrl = env.url(`${prefix}_TOKEN_URL`);
  const variables = {
    [`${prefix}_REFRESH_TOKEN`]: refreshToken,
    [`${prefix}_CLIENT_ID`]: clientId,
    [`${prefix}_CLIENT_SECRET`]: clientSecret,
    [`${prefix}_TOKEN_URL`]: tokenUrl,
  };
  env.require(variables, `${vendor} has incomplete settings for its refresh token`);
  if (!refreshToken || !clientId || !clientSecret || !tokenUrl) return undefined;
  const grant = { vendor: prefix, refreshToken, clientId, clientSecret, tokenUrl };
  return (_client, openClient, tokens) => refreshTokenGrant(grant, openClient, tokens);
}
