/**
 * @swc/jest with one mistake planted in one file: nothing on disk changes, so an interrupted run leaves
 * nothing behind.
 */
const { createTransformer } = require('@swc/jest');

const mutant = process.env.MUTANT ? JSON.parse(process.env.MUTANT) : undefined;

function planted(source, filename) {
  if (!mutant || !filename.endsWith(`/${mutant.file}`)) return source;
  const parts = source.split(mutant.find);
  if (parts.length !== 2)
    throw new Error(`${mutant.file} holds the text of "${mutant.name}" ${parts.length - 1} times.`);
  return parts.join(mutant.replace);
}

module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      ...swc,
      process: (source, filename, jest) => swc.process(planted(source, filename), filename, jest),
      getCacheKey: (source, filename, jest) => swc.getCacheKey(planted(source, filename), filename, jest),
    };
  },
};
