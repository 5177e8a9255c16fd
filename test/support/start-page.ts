/** The start page as `npm run page` builds it: once for all tests of a run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { oncePerRun } from './once-per-run.js';

/** Into `dist/page`, where the subgraph looks for it. */
export function buildStartPage(): void {
  oncePerRun('page', make);
}

function make(): void {
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
    // Another run was faster, and built the same.
    rmSync(folder, { recursive: true, force: true });
  }
}
