import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a visitor loads before anything is seen: gzipped bytes of scripts, at most, by page. */
const PAGES = [
  { file: 'public.html', name: '公开表单 public forms', most: 110_000 },
  { file: 'shared.html', name: '对外分享 shared records', most: 75_000 },
];

/** What only the pages of members ask of the server: nothing of it belongs to visitors. */
const LOGIN = /\/auth\/(login|refresh)|accessToken/;

/** The scripts that a page asks for at once, in `dist`. */
function scriptsOf(dist, file) {
  const page = readFileSync(path.join(dist, file), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="([^"]+[.]js)"/g)].map((match) => match[1]);
  if (scripts.length === 0) throw new Error(`${file} has no script.`);
  return scripts.map((name) => readFileSync(path.join(dist, name)));
}

/** Why a page may not be shipped; undefined when all are light enough and know nothing of logging in. */
export function unfitForVisitors(dist) {
  for (const { file, name, most } of PAGES) {
    const scripts = scriptsOf(dist, file);
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
    if (bytes > most)
      return `${name}: 首屏脚本过大 The first load is ${bytes} bytes of gzipped script; at most ${most}.`;
    if (scripts.some((script) => LOGIN.test(script.toString('utf8'))))
      return `${name}: 里有登录代码 The page holds code of logging in.`;
  }
  return undefined;
}
