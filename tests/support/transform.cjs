// Turns TypeScript (and packages that ship only ES modules) into what jest runs; types are checked by tsc, not here.
const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

const options = { format: 'cjs', platform: 'node', target: 'node20', sourcemap: 'inline', loader: 'ts' };

module.exports = {
  getCacheKey: (source, path) =>
    createHash('sha256')
      .update(version + JSON.stringify(options))
      .update(path)
      .update(source)
      .digest('hex'),
  process: (source, path) => ({ code: transformSync(source, { ...options, sourcefile: path }).code }),
};
