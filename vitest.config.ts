import { defineConfig } from 'vitest/config';

/** Two projects: `unit` needs nothing but Node; `db` clones test databases from a template of a real server. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/**/*.test.ts',
            'packages/**/*.test.tsx',
            'apps/**/*.test.ts',
            'templates/*.test.ts',
            'scripts/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/*.db.test.ts'],
        },
      },
      {
        test: {
          name: 'db',
          include: [
            'packages/**/*.db.test.ts',
            'apps/**/*.db.test.ts',
            'templates/*.db.test.ts',
            'scripts/*.db.test.ts',
          ],
          exclude: ['**/node_modules/**'],
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A browser and a server each: more than one story at a time would measure the machine, not the product.
          fileParallelism: false,
        },
      },
    ],
  },
});
