/** `node scripts/build.mjs [server] [web]`: builds what changed since it was built; both unless named. */
import { build } from './lib/build.mjs';

const names = process.argv.slice(2);
await build(names.length > 0 ? names : undefined);
