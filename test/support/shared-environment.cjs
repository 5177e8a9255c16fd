/** One set of globals for all test files of a process, as the modules need that they share. */
const { TestEnvironment } = require('jest-environment-node');

class SharedEnvironment extends TestEnvironment {
  /** Removes what a file may leave behind; its mocks end with its runtime. */
  async teardown() {
    this.fakeTimersModern.useRealTimers();
    // Those of jest-circus report the results of a file, and each file adds its own.
    Reflect.deleteProperty(this.global, Symbol.for('EVENT_HANDLERS'));
  }
}

let shared;

/** Jest calls it with `new`, for each file. */
module.exports = function environment(...given) {
  shared ??= new SharedEnvironment(...given);
  return shared;
};
