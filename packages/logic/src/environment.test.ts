import { expect, test } from 'vitest';
import { check } from './check.ts';
import { references } from './references.ts';
import { lower, toSql } from './sql.ts';
import { checkedOf, env, scope, valueFor } from './testing/index.ts';
import type { SqlTarget } from './types.ts';

const department = (end: string) => `00000000-0000-4000-8000-0000000000${end}`;

test('tells who asks', () => {
  expect(valueFor({ var: '$member.self' })).toEqual([env.member.id]);
  expect(valueFor({ var: '$member.name' })).toBe('王磊');
  expect(valueFor({ var: '$member.phone' })).toBe(null);
  expect(valueFor({ var: '$member.email' })).toBe('lei.wang@example.com');
  expect(valueFor({ var: '$member.department' })).toBe(department('d1'));
  expect(check({ var: '$member.salary' }, scope).ok).toBe(false);
});

test('knows what lies below a department, at any depth and in any order', () => {
  const below = (name: string) => valueFor({ var: name }) as string[];
  expect([...below(`$departments.${department('d1')}`)].sort()).toEqual(
    [department('d1'), department('d3'), department('ff')].sort(),
  );
  expect(below(`$departments.${department('ff')}`)).toEqual([department('ff')]);
  expect(below('$member.departments_below')).toHaveLength(4);
  // A circle ends, and holds both.
  expect(below(`$departments.${department('e1')}`)).toHaveLength(2);
  expect(check({ var: '$departments.sales' }, scope).ok).toBe(false);
});

test('nothing lies below where nothing is known of departments', () => {
  const { parents: _, ...alone } = env;
  expect(valueFor({ var: '$member.departments_below' }, {}, alone)).toEqual(env.member.departments);
});

test('is a parameter in SQL, and named among what an expression reads', () => {
  const expr = { in: [{ var: 'dept' }, { var: `$departments.${department('ff')}` }] };
  const target: SqlTarget = {
    column: () => ({ text: ['t.dept'], params: [] }),
    rows: () => {
      throw new Error('no rows');
    },
  };
  const { sql, params } = toSql(lower(checkedOf(expr), target, env));
  expect(sql).toBe('(t.dept = ANY($1::uuid[]))');
  expect(params).toEqual([[department('ff')]]);
  expect(references(expr)).toEqual(['dept', `$departments.${department('ff')}`]);
});
