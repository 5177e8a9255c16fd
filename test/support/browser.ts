/** A browser for page tests. Playwright's own is not used, because an install script downloads it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, test } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

function findBrowser(): string | undefined {
  // The first is made for this: without windows, it needs a third less CPU and memory.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin');
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  return process.env.CHROMIUM_PATH ?? found;
}

const executablePath = findBrowser();
const MISSING = 'no Chromium found; install one or set CHROMIUM_PATH';
/** For the title of a skipped test. */
export const browserNote = executablePath ? '' : ` (${MISSING})`;
// CI requires a browser. On a laptop, the title reports its absence.
export const browserTest = executablePath || process.env.CI === 'true' ? test : test.skip;

async function launch(): Promise<Browser> {
  if (!executablePath) throw new Error(MISSING);
  return chromium.launch({
    executablePath,
    timeout: 120_000,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // No internet access: a page that used a CDN would stay empty.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

export interface Visit {
  readonly page: Page;
  /** Errors of the page, and violations of its Content-Security-Policy. */
  readonly complaints: readonly string[];
}

/** Opens pages for first-time visitors. The browser closes after the tests of the file. */
export function openBrowser(): (options?: BrowserContextOptions) => Promise<Visit> {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => {
    await (await browser)?.close();
  });
  return async (options = {}) => {
    browser ??= launch();
    const context = await (await browser).newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    return { page, complaints };
  };
}
