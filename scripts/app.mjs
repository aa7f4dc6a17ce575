/** `npm run backup FILE`, `npm run restore FILE`: commands of the server that end by themselves. */
import { serve } from './lib/serve.mjs';
import { install } from './pnpm.mjs';

await install();
await serve(process.argv.slice(2));
