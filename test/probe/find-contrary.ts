/** Finds the emulators against a provider's facts by its name, which saves a list of them. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ProviderId } from '../../src/model/contact.js';
import type { ContraryVendor } from './contrary-kit.js';

const load = createRequire(import.meta.url);

/** Undefined for a provider that has no file of them. */
export function contraryOf(id: ProviderId): ContraryVendor | undefined {
  const name = id.toLowerCase();
  return existsSync(`test/probe/contrary/${name}.ts`) ? load(`./contrary/${name}.js`).contrary : undefined;
}
