/** Builds the start page to `dist/page`, or serves it during development, with the subgraph behind it. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = process.env.PAGE_FOLDER ?? join(ROOT, 'dist/page');
const subgraph = process.env.SUBGRAPH_URL ?? 'http://127.0.0.1:4001';

/** The schema that the page links to. */
const schema: Plugin = {
  name: 'schema',
  generateBundle() {
    const source = readFileSync(join(ROOT, 'schema/contacts.graphql'));
    this.emitFile({ type: 'asset', fileName: 'schema.graphql', source });
  },
};

/**
 * Compresses files once, at build time. Then swaps in the whole build, so that a running server never reads
 * half of one.
 */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle)) {
      const path = join(dir, name);
      const plain = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(plain));
    }
    rmSync(FOLDER, { recursive: true, force: true });
    try {
      renameSync(dir, FOLDER);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
      // A concurrent build was faster, and built the same.
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

export default defineConfig({
  logLevel: 'warn',
  root: join(import.meta.dirname, 'page'),
  cacheDir: join(ROOT, 'node_modules/.vite'),
  plugins: [schema, compressed],
  build: {
    outDir: `${FOLDER}.${process.pid}`,
    emptyOutDir: true,
    assetsDir: 'page',
    // Targets recent browsers: nothing is loaded for older ones.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      // Directives of React Server Components, which a page ignores.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '^/(graphql|docs|schema.graphql)': { target: subgraph, changeOrigin: true } },
  },
});
