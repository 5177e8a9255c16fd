/**
 * TLS in front of a plain TCP server. The certificate is for `vendor.test` and its subdomains, names that no
 * resolver knows: they are reached through a proxy only.
 */
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls';

export const VENDOR_HOST = 'vendor.test';
export const CERTIFICATE_FILE = join('test', 'support', 'testdata', 'vendor.test.crt');

const cert = readFileSync(CERTIFICATE_FILE, 'utf8');
const key = readFileSync(join('test', 'support', 'testdata', 'vendor.test.key'), 'utf8');

/** Makes this process trust the certificate until the returned function is called. */
export function trustVendorCertificate(): () => void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  return () => setDefaultCACertificates(before);
}

export interface TlsFront {
  readonly port: number;
  close(): Promise<void>;
}

export async function startTlsFront(plainPort: number): Promise<TlsFront> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer({ cert, key }, (outer) => {
    const inner = connect(plainPort, '127.0.0.1');
    keep(inner);
    outer.pipe(inner).pipe(outer);
    inner.on('close', () => outer.destroySoon());
    outer.on('close', () => inner.destroy());
  });
  // Includes the sockets below TLS, which may end before the handshake does.
  server.on('connection', keep);
  server.on('secureConnection', keep);
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
