import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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
    name: 'antd',
    test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)[\\/]/,
    priority: 20,
  },
  {
    name: 'data',
    test: /node_modules[\\/](@tanstack|i18next|react-i18next|typebox|json-logic-js|decimal\.js)[\\/]/,
    priority: 10,
  },
];

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': server, '/health': server, '^/[ps]/': server } },
  build: {
    target: 'es2022',
    // The antd chunk is what it is; a warning about it would only hide the next one.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: vendor } } },
  },
});
