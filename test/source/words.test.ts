/** The sources and the documents use one word for one thing: these words have a replacement. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** The sandbox uses the vendors' words, released migrations stay as they are, and packages are not ours. */
const OTHERS = ['src/sandbox/**', 'src/idempotency/store/migrations.ts', '**/node_modules/**', '**/dist/**'];
const files = globSync(['src/**/*.ts', 'docs/**/*.md', '*.md', 'schema/*.graphql', 'bench/**/*.ts'], {
  exclude: OTHERS,
});

/** Connections are refused, in the system's own word. */
const CONNECTIONS = /connections? (was |is )?refused|refuses (the )?connections?/gi;

const WORDS: readonly (readonly [word: string, pattern: RegExp, instead: string])[] = [
  ['nobody', /\b(nobody|somebody|whoever)\b/gi, 'the actor: the caller, another client'],
  ['what became of', /\bwhat became of\b/gi, 'the outcome of'],
  ['is told', /\b(is|are) (told|asked)\b/gi, 'reports, requests'],
  ['of before', /\b(of before(?!\.)|had from|by now)\b/gi, 'earlier, previous, obtained from, already'],
  ['refuse', /(?<!-)\brefus(e|es|ed|al|als|ing)\b/gi, 'reject, invalid, or not admitted'],
  ['verdict', /verdicts?(?![a-z])/gi, 'conclusion'],
  ['judge', /\bjudge(s|d|ment)?\b/gi, 'classify, decide'],
  ['e-mail', /\be-mails?\b/gi, 'email'],
  ['sub-folder', /\bsub-folders?\b/gi, 'subfolder'],
  ['time-out', /\btime-outs?\b/gi, 'timeout'],
  ['plays the vendor', /\bplays the vendor\b/gi, 'emulates the vendor'],
  ['be had', /\bbe had\b/gi, 'the verb of what happens'],
  ['had better', /\bhad better\b/gi, 'should'],
  ['goes by', /\bgoes by\b/gi, 'the verb of what happens'],
  ['puts it to', /\bputs? it to\b/gi, 'the verb of what happens'],
  ['is warned of', /\b(is|are) warned of\b/gi, 'an actor that warns'],
  ['LEAST_x, MOST_x', /\b(LEAST|MOST)_[A-Z]/g, 'MIN_X, MAX_X'],
];

describe('no source and no document uses', () => {
  test.each(WORDS)('%s', (_word, pattern, instead) => {
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          line.replace(CONNECTIONS, '').match(pattern) ? [`${file}:${index + 1}`] : [],
        ),
    );
    expect({ instead, found }).toEqual({ instead, found: [] });
  });
});
