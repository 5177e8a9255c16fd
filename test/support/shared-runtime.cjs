/**
 * Loads packages and src once for all test files of a process, instead of once for each, which took half of
 * the time of a run. Files below `test` are loaded for every file, because they register hooks and keep
 * state.
 */
const { dirname, join, resolve, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const SRC = join(__dirname, '../../src') + sep;

/** The first file's runtime, for the lifetime of the process: it owns the shared modules. */
let first;

module.exports = {
  __esModule: true,
  default: class SharedRuntime extends Runtime {
    constructor(...given) {
      super(...given);
      first ??= this;
    }

    requireModuleOrMock(from, name) {
      if (this !== first && isShared(from, name)) return first.requireModuleOrMock(from, name);
      return super.requireModuleOrMock(from, name);
    }

    leaveTestCode() {
      if (this !== first) super.leaveTestCode();
    }

    teardown() {
      if (this === first) this.restoreAllMocks();
      else super.teardown();
    }
  },
};

function isShared(from, name) {
  if (name.startsWith('.')) return resolve(dirname(from), name).startsWith(SRC);
  return !name.startsWith('node:') && name !== '@jest/globals';
}
