/** Finds a provider's contrary emulators by its name, so that no list is needed. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ProviderId } from '../../src/model/contact.js';
import type { ContraryVendor } from './contrary-kit.js';

const load = createRequire(import.meta.url);

/** Undefined for a provider without a file of them. */
export function contraryOf(id: ProviderId): ContraryVendor | undefined {
  const name = id.toLowerCase();
  return existsSync(`test/probe/contrary/${name}.ts`) ? load(`./contrary/${name}.js`).contrary : undefined;
}
