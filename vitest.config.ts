import { defineConfig } from 'vitest/config';
import { LongestFirst } from './e2e/support/longest-first.ts';

/**
 * Three projects: `unit` needs nothing but Node; `db` clones test databases from a template of a real server; `e2e` drives
 * a browser. The first two share loaded modules between files (`isolate: false`): loading the sources anew for each file
 * took four fifths of the time, and no test there changes global state.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          testTimeout: 20_000,
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
          isolate: false,
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
          globalSetup: ['e2e/support/global-setup.ts'],
          // What a page shows follows in its own time; a busy machine takes longer.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each place has a demo of its own (`demoUrl`), so two stories at a time never meet.
          maxWorkers: 2,
        },
      },
    ],
  },
});
