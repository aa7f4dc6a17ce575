import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ERRORS, hasIssueText } from '@trellis/metadata';
import { expect, test } from 'vitest';

test('every issue that reading and writing report has a text', () => {
  const source = path.join(import.meta.dirname, '..');
  const codes = ['access', 'query', 'write', 'history'].flatMap((folder) =>
    readdirSync(path.join(source, folder))
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
      .flatMap((file) => [
        ...readFileSync(path.join(source, folder, file), 'utf8').matchAll(/code: '(\w+)'/g),
      ])
      .map(([, code = '']) => code),
  );
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => !hasIssueText(code) && !Object.hasOwn(ERRORS, code))).toEqual([]);
});
