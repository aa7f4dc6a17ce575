import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /[.](js|css|svg|json)$/;
/** Below this a copy saves less than its own header costs. */
const MIN_BYTES = 1_024;

/** Puts a brotli and a gzip copy beside each text file of a folder, once, so that no request compresses anything. */
export async function compressFiles(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => TEXT.test(name));
  await Promise.all(names.map((name) => compressFile(path.join(folder, name))));
}

async function compressFile(file) {
  const content = readFileSync(file);
  if (content.length < MIN_BYTES) return;
  const [brotli, zipped] = await Promise.all([
    // Quality 9 takes a tenth of the time of the best (11) for about 5 % more bytes.
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, zipped);
}
