import { defineConfig } from 'vite';

/** One file of our own packages; everything else is loaded from node_modules and declared in package.json. */
export default defineConfig({
  build: { ssr: 'src/main.ts', target: 'node20', outDir: 'dist', emptyOutDir: true, sourcemap: true },
  ssr: { external: true, noExternal: [/^@trellis\//] },
});
