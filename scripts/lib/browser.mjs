/**
 * A Chromium and a font with Chinese for the browser tests: what the machine has, else from apt when we may, else the
 * ones that npm packages carry.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from './npm.mjs';
import { fail, ROOT, run, say } from './run.mjs';

// Fetched only where they are needed: together 160 MB. The newest that run on Node 20.
const CHROMIUM = '@sparticuz/chromium@147.0.0';
const FONT = '@expo-google-fonts/noto-sans-sc@0.4.3';
const CACHE = path.join(ROOT, 'node_modules/.cache/trellis-browser');

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const CJK_FILE =
  /cjk|notosanssc|notoserifsc|sourcehan|wqy|droidsansfallback|pingfang|msyh|simsun|uming|ukai/i;

/** Environment for programs that open a browser: TRELLIS_CHROMIUM, and where needed FONTCONFIG_PATH, LD_LIBRARY_PATH. */
export async function browserEnvironment() {
  const packages = [];
  if (!installedChromium()) packages.push('chromium');
  if (!hasChineseFont()) packages.push('fonts-noto-cjk');
  if (packages.length > 0) await installByApt(packages);
  return { ...(await chromium()), ...(await chineseFont()) };
}

const installedChromium = () =>
  [process.env.TRELLIS_CHROMIUM, ...KNOWN].find((file) => file && existsSync(file));

/** Where apt is missing, forbidden or fails, the packages of npm take over; the reason is shown, not fatal. */
async function installByApt(packages) {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  say(`apt-get install ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['-y', '--no-install-recommends', 'install', ...packages];
  if ((await run('apt-get', args, { env, show: false })).code === 0) return;
  await run('apt-get', ['update'], { env, show: false });
  const { code, output } = await run('apt-get', args, { env, show: false });
  if (code !== 0) say(`apt-get failed (${output.trim().split('\n').at(-1)}); using the npm packages instead`);
}

async function chromium() {
  const installed = installedChromium();
  if (installed) return { TRELLIS_CHROMIUM: installed };
  // Without system nss the package unpacks the libraries that it carries, but only where this says "Lambda".
  const carried = !hasLibrary('libnss3.so');
  if (carried) process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  const folder = await fetched(CHROMIUM);
  const { default: packaged } = await import(pathToFileURL(path.join(folder, 'build/esm/index.js')).href);
  const executable = await packaged.executablePath();
  delete process.env.AWS_EXECUTION_ENV;
  return {
    TRELLIS_CHROMIUM: executable,
    ...(carried ? { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' } : {}),
  };
}

function hasLibrary(name) {
  const found = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/sbin` },
  });
  return found.stdout?.includes(name) ?? false;
}

/** Folder of an npm package that only this script needs. */
async function fetched(spec) {
  const folder = path.join(CACHE, 'node_modules', spec.slice(0, spec.lastIndexOf('@')));
  if (!existsSync(folder)) {
    say(`npm install ${spec} …`);
    mkdirSync(CACHE, { recursive: true });
    const args = ['install', '--prefix', CACHE, '--ignore-scripts', '--no-audit', '--no-fund', spec];
    const { code, output } = await npm(args, { cwd: CACHE, show: false });
    if (code !== 0)
      fail(`${output}\nNo Chromium or Chinese font on this machine, and ${spec} can't be fetched.`);
  }
  return folder;
}

/** Nothing where the system has a Chinese font; else a fontconfig folder of our own with the font from npm. */
async function chineseFont() {
  if (hasChineseFont()) return {};
  const folder = path.join(CACHE, 'fonts');
  mkdirSync(folder, { recursive: true });
  const font = path.join(await fetched(FONT), '400Regular/NotoSansSC_400Regular.ttf');
  copyFileSync(font, path.join(folder, 'NotoSansSC.ttf'));
  writeFileSync(
    path.join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir><dir>/usr/share/fonts</dir>
  <cachedir>${path.join(os.tmpdir(), 'trellis-fontconfig')}</cachedir>
</fontconfig>\n`,
  );
  return { FONTCONFIG_PATH: folder, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.trim() !== '';
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    '/System/Library/Fonts',
    'C:\\Windows\\Fonts',
  ];
  return folders.some(
    (folder) =>
      existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => CJK_FILE.test(file)),
  );
}
