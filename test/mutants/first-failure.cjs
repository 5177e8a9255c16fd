/** Skips the rest of a file once a test of it has failed: one failure is enough to catch a mistake. */
const SharedEnvironment = require('../support/shared-environment.cjs');

/** Jest calls it with `new`, for each file. */
module.exports = function environment(...given) {
  return Object.assign(new SharedEnvironment(...given), { handleTestEvent });
};

function handleTestEvent({ name, test }, { rootDescribeBlock }) {
  if (name === 'test_done' && test.errors.length > 0) skipRest(rootDescribeBlock);
}

function skipRest({ children }) {
  for (const child of children) {
    if (child.type === 'describeBlock') skipRest(child);
    else if (child.status === null) child.mode = 'skip';
  }
}
