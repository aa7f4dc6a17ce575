import { DbError } from '@trellis/db';
import { expect, test } from 'vitest';
import { ConfigError } from './config.ts';
import { describeFailure } from './failure.ts';

test('what a person can mend is told in both languages, without a stack', () => {
  const failures = [
    new ConfigError('PORT must be a number'),
    new DbError('data_dir_in_use', 'x', { dataDir: '/data', pid: 7 }),
    Object.assign(new Error('x'), { code: 'EADDRINUSE', port: 3000 }),
    Object.assign(new Error('x'), { code: 'EACCES', port: 80 }),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
  ];
  for (const failure of failures) {
    const text = describeFailure(failure);
    expect(text).toMatch(/[\u4e00-\u9fff]/);
    expect(text).toMatch(/[a-z]{4}/);
    expect(text).not.toContain(' at ');
    expect(text).not.toContain('{');
  }
  expect(describeFailure(failures[1])).toContain('/data');
  expect(describeFailure(new Error('a bug'))).toContain('a bug');
});
