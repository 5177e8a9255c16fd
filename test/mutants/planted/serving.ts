/** Reads, callers, and the end of a process. */
import type { Mutant } from '../mutant.ts';

export const serving: readonly Mutant[] = [
  {
    name: 'shutdown: ready during the delay',
    file: 'src/server/server.ts',
    find: 'isStopping = true;',
    replace: '',
    test: 'test/server/shutdown-delay.test.ts',
  },
  {
    name: 'reads: an unreadable answer passes for an empty list',
    file: 'src/mapping/reply.ts',
    find: 'return v.array(entry);',
    replace: 'return v.fallback(v.array(entry), []);',
    test: 'test/contacts/reading/mistakes.test.ts',
  },
  {
    name: 'reads: a cursor that repeats is followed',
    file: 'src/providers/pages.ts',
    find: 'next !== true && this.#cursors.has(next)',
    replace: 'next === ""',
    test: 'test/contacts/reading/endless.test.ts',
  },
  {
    name: 'callers: a writer reads what was there before',
    file: 'src/graphql/to-member.ts',
    find: 'context.mayRead || created ? contact',
    replace: 'true ? contact',
    test: 'test/callers/root-fields.test.ts',
  },
  {
    name: 'callers: choose every option of a change',
    file: 'src/contacts/check-write.ts',
    find: 'optionsOf(offeredTo(provider, caller, account).write.options, operation)',
    replace:
      "optionsOf((operation === 'ADD' ? offeredTo(provider, caller, account) : provider).write.options, operation)",
    test: 'test/callers/options.test.ts',
  },
];
