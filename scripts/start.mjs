/** `npm start [-- --demo]`: install, build, migrate, start, print the address. */
import { serve } from './lib/serve.mjs';
import { install } from './pnpm.mjs';

await install();
await serve(['serve', ...process.argv.slice(2)]);
