import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { patternsLater } from './lean.ts';

const at = (place: string): string => decodeURI(new URL(place, import.meta.url).pathname);
const forms = at('../../packages/forms/src');

/**
 * What the bundle of public forms has in place of parts of the form engine that visitors never need: the types that
 * they can fill in instead of all.
 */
function lighter(): Plugin {
  return {
    name: 'lighter',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      if (!id.endsWith('/registry.ts')) return null;
      const found = await this.resolve(id, importer, { ...options, skipSelf: true });
      return found?.id === `${forms}/registry.ts` ? `${forms}/public/field-types.ts` : found;
    },
  };
}

/** The pages of public forms, and of records that are shown to people outside: entries of their own, with React alone. */
export default defineConfig({
  plugins: [lighter(), patternsLater(), react()],
  build: {
    target: 'es2022',
    // The app was built into it just before.
    emptyOutDir: false,
    assetsDir: 'assets/public',
    copyPublicDir: false,
    rolldownOptions: {
      input: [at('public.html'), at('shared.html')],
      treeshake: {
        // Our own modules and these libraries only define things: what nobody uses is left out.
        moduleSideEffects: (id) =>
          /[.]css$|regions-data[.]ts$|src[\\/](public|shared)[\\/]main[.]tsx$/.test(id) ||
          !/[\\/]packages[\\/]|typebox|decimal[.]js|re2js/.test(id),
      },
    },
  },
});
