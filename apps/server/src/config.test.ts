import path from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('defaults: this machine only, port 3000, data in the repository', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, dataDir: path.join(config.root, 'data') });
  expect(config).not.toHaveProperty('databaseUrl');
});

test('empty values count as absent', () => {
  expect(readConfig({ PORT: ' ', DATABASE_URL: '', DEMO_PASSWORD: '' })).toEqual(readConfig({}));
});

test.each([
  { PORT: 'abc' },
  { PORT: '70000' },
  { PORT: '30.5' },
  { LOG_LEVEL: 'loud' },
  { DATABASE_URL: 'mysql://localhost/x' },
  { DEMO_PASSWORD: 'short' },
  { ENCRYPTION_KEY: 'short' },
  { ENCRYPTION_KEY: `${'x'.repeat(40)},short` },
  { PUBLIC_URL: 'example.com' },
])('%o is refused with its name', (env) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(Object.keys(env)[0]);
});
