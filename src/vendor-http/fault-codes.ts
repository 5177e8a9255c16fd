/** Error codes for host name, certificate and proxy faults, which need an operator. */

export function isDnsFault(code: string | undefined): boolean {
  return code !== undefined && DNS.test(code);
}

export function isTlsFault(code: string | undefined): boolean {
  return code !== undefined && TLS.test(code);
}

export function isProxyFault(code: string | undefined): code is string {
  return code?.startsWith('PROXY_') ?? false;
}

const DNS = /^(?:ENOTFOUND|ENODATA|ESERVFAIL|EAI_[A-Z]+)$/;
/** Node's codes, OpenSSL's, and OpenSSL's reasons for rejecting a certificate. */
const TLS =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$)/;
