import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a visitor loads before anything is seen of a public form: gzipped bytes of scripts, at most. */
const MOST = 110_000;

/** What only the pages of members ask of the server: nothing of it belongs to visitors. */
const LOGIN = /\/auth\/(login|refresh)|accessToken/;

/** The scripts that the page of public forms asks for at once, in `dist`. */
function publicScripts(dist) {
  const page = readFileSync(path.join(dist, 'public.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="([^"]+[.]js)"/g)].map((match) => match[1]);
  if (scripts.length === 0) throw new Error('The page of public forms has no script.');
  return scripts.map((name) => readFileSync(path.join(dist, name)));
}

/** Why the page may not be shipped; undefined when it is light enough and knows nothing of logging in. */
export function unfitForVisitors(dist) {
  const scripts = publicScripts(dist);
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
  if (bytes > MOST)
    return `公开表单首屏脚本过大 The first load of public forms is ${bytes} bytes of gzipped script; at most ${MOST}.`;
  return scripts.some((script) => LOGIN.test(script.toString('utf8')))
    ? '公开表单里有登录代码 The page of public forms holds code of logging in.'
    : undefined;
}
