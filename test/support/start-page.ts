/** The start page as `npm run page` builds it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/** Into `dist/page`, where the subgraph looks for it. Several tests may do so at the same time. */
export function buildStartPage(): void {
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/page-');
  const build = ['node_modules/vite/bin/vite.js', 'build', '--config', 'examples/frontend/vite.config.ts'];
  execFileSync(process.execPath, build, {
    env: { ...process.env, PAGE_FOLDER: resolve(folder) },
    stdio: 'pipe',
  });
  rmSync('dist/page', { recursive: true, force: true });
  try {
    renameSync(folder, 'dist/page');
  } catch {
    // Another test was faster, and built the same.
    rmSync(folder, { recursive: true, force: true });
  }
}
