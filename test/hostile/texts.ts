/** Texts of equal size that make a regular expression backtrack, a normalizer grow or an encoder fail. */

const SIZE = 100_000;

function filled(unit: string): string {
  return unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);
}

export const hostileTexts: Readonly<Record<string, string>> = {
  spaces: filled(' '),
  'spaces before a letter': `${filled(' ')}x`,
  'line breaks': filled('\n'),
  tabs: filled('\t'),
  letters: filled('a'),
  digits: filled('0'),
  'digits in groups': filled('1 2-3.(4)'),
  'at signs': filled('@'),
  'letters and at signs': filled('a@'),
  'letters and dots': `a@${filled('a.')}`,
  'dots at the end': `a@example.com${filled('.')}`,
  dashes: filled('-'),
  slashes: `http://${filled('/')}`,
  'percent signs': filled('%'),
  quotes: filled('"'),
  backslashes: filled('\\'),
  brackets: filled('('),
  commas: filled('a,'),
  'zero-width spaces': filled('\u200b'),
  'combining marks': `e${filled('\u0301')}`,
  emoji: filled('\u{1f469}\u200d'),
  'lone surrogates': filled('\ud800'),
  'nested braces': filled('{"a":'),
  'none and spaces': `${filled(' ')}none${filled(' ')}x`,
};
