/**
 * The pinned pnpm, fetched by npm when missing: nobody installs it by hand.
 * As a program: `node scripts/pnpm.mjs add …` runs it with the given arguments.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from './lib/npm.mjs';
import { fail, ROOT, say, seconds } from './lib/run.mjs';

// The newest pnpm that runs on Node 20 (toolchain notes in CONTRIBUTING.md).
const PNPM = 'pnpm@12.21.0';
const STAMP = path.join(ROOT, 'node_modules', '.trellis-install');

/** Installs exactly what the lockfile says; does nothing when neither it nor Node changed since the last time. */
export async function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `需要 Node.js 20.19 或更新版本，当前是 ${process.version}。\nNode.js 20.19 or newer is needed; this is ${process.version}.`,
    );
  }
  const fingerprint = installFingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return;
  say('安装依赖 Installing dependencies (once) …');
  const start = performance.now();
  const { code, output } = await pnpm(['install', '--frozen-lockfile', '--prod=false'], { show: false });
  if (code !== 0) fail(`${output}\n依赖安装失败 Installing dependencies failed (exit code ${code}).`);
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, fingerprint);
  say(`依赖已安装 Dependencies installed, ${seconds(start)} s`);
}

/** Runs the pinned pnpm. */
export const pnpm = (args, options) =>
  npm(['exec', '--yes', `--package=${PNPM}`, '--', 'pnpm', ...args], options);

function installFingerprint() {
  const hash = createHash('sha256').update(`${process.versions.modules} ${process.platform} ${process.arch}`);
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'bench/package.json'];
  for (const group of ['packages', 'apps']) {
    for (const name of readdirSync(path.join(ROOT, group)).sort())
      files.push(`${group}/${name}/package.json`);
  }
  for (const file of files) {
    const full = path.join(ROOT, file);
    if (existsSync(full)) hash.update(file).update(readFileSync(full));
  }
  return hash.digest('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await pnpm(process.argv.slice(2))).code;
}
