import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const source = path.join(import.meta.dirname, '..');

test('only the policy and the write path name tables of forms: nothing else can read around the policy', () => {
  const folders = ['query', 'history', 'access'];
  const naming = folders.flatMap((folder) =>
    readdirSync(path.join(source, folder))
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
      .filter((file) =>
        /\bform\.table\b|\b(next|inner)\.table\b/.test(readFileSync(path.join(source, folder, file), 'utf8')),
      )
      .map((file) => `${folder}/${file}`),
  );
  expect(naming.sort()).toEqual(['access/scoped.ts', 'access/target.ts']);
});
