/** The start page as `npm run page` builds it: once for all tests of a run. */
import { execFileSync } from 'node:child_process';
import { oncePerRun } from './once-per-run.js';

/** Arguments of `node`. */
export const PAGE_BUILD = [
  'node_modules/vite/bin/vite.js',
  ...['build', '--config', 'examples/frontend/vite.config.ts'],
] as const;

/** Into `dist/page`, where the subgraph looks for it. */
export function buildStartPage(): void {
  oncePerRun('page', () => {
    execFileSync(process.execPath, PAGE_BUILD, { stdio: 'pipe' });
  });
}
