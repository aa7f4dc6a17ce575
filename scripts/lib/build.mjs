import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compressFiles } from './compress.mjs';
import { unfitForVisitors } from './public-size.mjs';
import { fail, ROOT, runNode, say, seconds } from './run.mjs';

/** What each bundle is made of, beside the lockfile. */
const SHARED = ['packages', 'tsconfig.base.json', 'tsconfig.json', 'pnpm-lock.yaml'];
const APPS = [
  {
    name: 'server',
    label: '服务端 server',
    sources: [...SHARED, 'apps/server'],
    configs: ['vite.config.ts'],
  },
  {
    name: 'web',
    label: '网页 web',
    sources: [...SHARED, 'apps/web'],
    // The second adds the pages of public forms to what the first has built.
    configs: ['vite.config.ts', 'vite.public.config.ts'],
  },
];
const IGNORED = /(^|\/)(node_modules|dist|golden|testing)$|[.](test|bench)[.]tsx?$|[.]md$/;

/** Builds the bundles (all, or the named ones) whose sources changed since, told by the content of the files. */
export async function build(names = APPS.map(({ name }) => name)) {
  const wanted = APPS.filter(({ name }) => names.includes(name));
  const stale = wanted
    .map((app) => ({ ...app, hash: hashOf(app.sources), stamp: stampOf(app.name) }))
    .filter((app) => !existsSync(app.stamp) || readFileSync(app.stamp, 'utf8') !== app.hash);
  for (const app of stale) {
    const start = performance.now();
    say(`构建${app.label} Building …`);
    const dir = path.join(ROOT, 'apps', app.name);
    for (const config of app.configs) {
      const vite = [path.join(dir, 'node_modules/vite/bin/vite.js'), 'build', '--config', config];
      const env = { ...process.env, NODE_ENV: 'production' };
      const { code, output } = await runNode(vite, { cwd: dir, env, show: false });
      if (code !== 0) fail(`${output}\n构建失败 Building ${app.name} failed (exit code ${code}).`);
    }
    if (app.name === 'web') {
      const unfit = unfitForVisitors(path.join(dir, 'dist'));
      if (unfit) fail(unfit);
      await compressFiles(path.join(dir, 'dist'));
    }
    // After the build, which empties the folder: an interrupted one leaves no stamp.
    mkdirSync(path.dirname(app.stamp), { recursive: true });
    writeFileSync(app.stamp, app.hash);
    say(`已构建${app.label} Built, ${seconds(start)} s`);
  }
}

const stampOf = (app) => path.join(ROOT, 'apps', app, 'dist', '.stamp');

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf)) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

/** Files at or below a path of the repository, in a fixed order. */
function filesOf(name) {
  if (IGNORED.test(name)) return [];
  const entries = listing(path.join(ROOT, name));
  return entries ? entries.flatMap((entry) => filesOf(`${name}/${entry}`)) : [name];
}

function listing(full) {
  try {
    return readdirSync(full).sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
