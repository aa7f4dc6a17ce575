import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a visitor loads before anything is seen of a public form: gzipped bytes of scripts, at most. */
const MOST = 110_000;

/** Gzipped bytes of the scripts that the page of public forms asks for at once, in `dist`. */
function publicSize(dist) {
  const page = readFileSync(path.join(dist, 'public.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="([^"]+[.]js)"/g)].map((match) => match[1]);
  if (scripts.length === 0) throw new Error('The page of public forms has no script.');
  return scripts.reduce(
    (sum, name) => sum + gzipSync(readFileSync(path.join(dist, name)), { level: 9 }).length,
    0,
  );
}

/** Why the page may not be shipped; undefined when it is light enough. */
export function tooHeavy(dist) {
  const bytes = publicSize(dist);
  return bytes > MOST
    ? `公开表单首屏脚本过大 The first load of public forms is ${bytes} bytes of gzipped script; at most ${MOST}.`
    : undefined;
}
