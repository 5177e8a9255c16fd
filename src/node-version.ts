/**
 * Exits with one sentence if Node is too old. Must run on old versions, so it imports nothing, and everything
 * else is imported after it.
 */

/** Same as `engines` in package.json; a test keeps them equal. */
const OLDEST = [24, 11] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `contacts-subgraph requires Node.js ${OLDEST.join('.')} or later, but this is ${process.versions.node}.`,
  );
  process.exit(1);
}
