import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { exclusively, runFolder } from './servers.ts';

/**
 * A script of ours as one file that Node runs as it is, made once in a run of the tests: to load hundreds of sources takes a
 * process many times as long as what a test has it do.
 * @param entry path of the script
 * @returns path of the file
 */
export async function bundled(entry: string): Promise<string> {
  const base = runFolder();
  const { name } = path.parse(entry);
  const file = path.join(base, 'bundles', `${name}.mjs`);
  await exclusively(base, `bundle-${name}`, async () => {
    if (existsSync(file)) return;
    // Most files of tests have no need of it.
    const { build } = await import('vite');
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [othersByAddress],
      resolve: { mainFields: ['main'], conditions: ['node', 'import'] },
      ssr: { noExternal: true, resolve: { conditions: ['node', 'import'] } },
      build: {
        ssr: entry,
        target: 'node20',
        outDir: path.dirname(file),
        emptyOutDir: false,
        rolldownOptions: { output: { entryFileNames: '[name].mjs', codeSplitting: false } },
      },
    });
  });
  return file;
}

/**
 * Packages of others stay where they are, and are named by where that is: the file stands outside of every package. What is
 * not used of them isn't loaded.
 */
const othersByAddress: Plugin = {
  name: 'others-by-address',
  enforce: 'pre',
  async resolveId(id, importer, options) {
    if (!importer || /^([./]|node:|@trellis\/)/.test(id)) return null;
    const found = await this.resolve(id, importer, { ...options, skipSelf: true });
    if (!found || !path.isAbsolute(found.id)) return found;
    return { id: pathToFileURL(found.id).href, external: true, moduleSideEffects: false };
  },
};
