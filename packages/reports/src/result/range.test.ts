import type { Expr, Scope } from '@trellis/logic';
import { expect, test } from 'vitest';
import { askedRange } from './range.ts';

const scope: Scope = {
  form: {
    ref: 'a:b',
    fields: new Map([
      ['at', { type: { kind: 'datetime' as const } }],
      ['day', { type: { kind: 'date' as const } }],
    ]),
  },
  formOf: () => undefined,
};
// Already the 16th in Shanghai.
const env = {
  now: '2026-03-15T17:00:00.000Z',
  tz: 'Asia/Shanghai',
  member: { id: '', departments: [], roles: [] },
};
const asked = (filter: Expr, path: 'at' | 'day', bucket: 'day' | 'month') =>
  askedRange(filter, { path, kind: path === 'at' ? 'datetime' : 'date', bucket }, scope, env);

test('reads bounds in the zone, half-open ones as the moment next to them', () => {
  const filter = {
    and: [
      { '>=': [{ var: 'at' }, '2026-01-31T16:00:00.000Z'] },
      { '<': [{ var: 'at' }, '2026-02-28T16:00:00.000Z'] },
    ],
  };
  expect(asked(filter, 'at', 'month')).toEqual({ first: '2026-02-01', last: '2026-02-01' });
  expect(asked({ between: [{ var: 'day' }, '2026-01-05', '2026-02-05'] }, 'day', 'day')).toEqual({
    first: '2026-01-05',
    last: '2026-02-05',
  });
  expect(asked({ '<': [{ var: 'day' }, '2026-03-01'] }, 'day', 'month')).toEqual({ last: '2026-02-01' });
});

test('a range from some day on runs up to today', () => {
  const months = { start_of: [{ date_add: [{ var: '$now' }, -2, 'month'] }, 'month'] };
  expect(asked({ '>=': [{ var: 'at' }, months] }, 'at', 'month')).toEqual({
    first: '2026-01-01',
    last: '2026-03-01',
  });
  expect(asked({ '>': [{ var: 'day' }, '2026-03-14'] }, 'day', 'day')).toEqual({
    first: '2026-03-15',
    last: '2026-03-16',
  });
  expect(asked({ '>=': [{ var: 'day' }, '2027-01-01'] }, 'day', 'month')).toEqual({ first: '2027-01-01' });
});

test('says nothing of what not every record must meet, or of bounds that differ by record', () => {
  expect(asked({ or: [{ '>=': [{ var: 'day' }, '2026-01-01'] }] }, 'day', 'month')).toEqual({});
  expect(asked({ '>=': [{ var: 'day' }, { to_date: [{ var: 'at' }] }] }, 'day', 'month')).toEqual({});
  expect(asked({ '>=': [{ var: 'at' }, '2026-01-01T00:00:00.000Z'] }, 'day', 'month')).toEqual({});
});
