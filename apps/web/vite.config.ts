import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { addressesAlone, markupOfBrowser, patternsLater } from './lean.ts';

/** Where `npm run dev` finds the server. */
const server = process.env.TRELLIS_SERVER ?? 'http://127.0.0.1:3000';

/** Libraries that change seldom stay in chunks of their own, so that a release leaves them in people's caches. */
const vendor = [
  // The dictionary of pinyin with the only modules that need it, fetched where something is named or searched for.
  {
    name: 'pinyin',
    test: /node_modules[\\/]pinyin-pro[\\/]|metadata[\\/]src[\\/](kernel[\\/]key|search[\\/]readings)\.ts/,
    includeDependenciesRecursively: false,
    priority: 40,
  },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  {
    name: 'libraries',
    test: /node_modules/,
    tags: ['$initial' as const],
    includeDependenciesRecursively: false,
    priority: 20,
  },
  { name: 'list', tags: ['$initial' as const], includeDependenciesRecursively: false, priority: 10 },
];

export default defineConfig({
  plugins: [addressesAlone(), markupOfBrowser(), patternsLater(), react()],
  server: { proxy: { '/api': server, '/health': server, '^/[ps]/': server } },
  build: {
    target: 'es2022',
    // The antd chunk is what it is; a warning about it would only hide the next one.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: { codeSplitting: { groups: vendor } },
      treeshake: {
        // Our own modules and these libraries only define things: what nobody uses is left out.
        moduleSideEffects: (id) =>
          /[.]css$|regions-data[.]ts$|widgets[\\/]registry[.]tsx$/.test(id) ||
          !/[\\/]packages[\\/]|@rc-component|typebox|decimal[.]js|re2js/.test(id),
      },
    },
  },
});
