/**
 * Ends the process with one sentence where Node is too old. It runs there, so it imports nothing, and the
 * program imports everything else after it.
 */

/** That of `engines` in package.json; a test holds the two together. */
const OLDEST = [24, 11] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `contacts-subgraph needs Node.js ${OLDEST.join('.')} or later, and this is ${process.versions.node}.`,
  );
  process.exit(1);
}
