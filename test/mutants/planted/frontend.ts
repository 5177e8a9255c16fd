/** The package for frontends. */
import type { Mutant } from '../mutant.ts';

export const frontend: readonly Mutant[] = [
  {
    name: 'frontend: each try has its own key',
    file: 'examples/frontend/client/submission.ts',
    find: 'const key = isSame ? kept.key : this.#newKey();',
    replace: 'const key = this.#newKey();',
    test: 'test/frontend/submission.test.ts',
  },
  {
    name: 'frontend: an edited request keeps the key',
    file: 'examples/frontend/client/submission.ts',
    find: 'const isSame = kept && kept.digest === (await digestOf(request, kept.key));',
    replace: 'const isSame = kept;',
    test: 'test/frontend/submission.test.ts',
  },
  {
    name: 'frontend: a key is used again after a success',
    file: 'examples/frontend/client/submission.ts',
    find: "if (result.__typename.endsWith('Success') || isForeign) this.#keys.forget();",
    replace: 'if (isForeign) this.#keys.forget();',
    test: 'test/frontend/submission.test.ts',
  },
];
