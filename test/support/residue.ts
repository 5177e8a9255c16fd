/** The bytes of files. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Database files come and go meanwhile. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) return filesBelow(path);
    return found?.isFile() ? [path] : [];
  });
}

/** How often each text occurs in the files. */
export function countTexts(files: readonly string[], texts: readonly string[]): Record<string, number> {
  const counts = new Map(texts.map((text) => [text, 0]));
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const text of texts) {
      let times = 0;
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) times += 1;
      counts.set(text, (counts.get(text) ?? 0) + times);
    }
  }
  return Object.fromEntries(counts);
}
