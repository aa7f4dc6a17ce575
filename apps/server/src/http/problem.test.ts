import { expect, test } from 'vitest';
import { asAppError } from './problem.ts';

test.each([
  // The letter NUL, and a number that no column holds.
  ['22021', 'bad_request', 400],
  ['22003', 'bad_request', 400],
  ['53300', 'busy', 503],
  ['57014', 'timeout', 504],
  // A name that is taken is for those to answer who know what it names.
  ['23505', 'internal', 500],
])('PostgreSQL says %s: %s', (state, code, status) => {
  expect(asAppError(Object.assign(new Error('refused'), { code: state }))).toMatchObject({ code, status });
});
