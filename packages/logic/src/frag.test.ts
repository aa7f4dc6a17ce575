import { expect, it } from 'vitest';
import { frag, join, param, raw, toSql } from './frag.ts';

it('numbers and casts parameters in the order of the text', () => {
  const list = join([param('a', 'text'), raw('now()'), param(['x'], 'text[]')], ', ');
  const statement = frag`f(${list}) > ${param('1.5', 'numeric')}`;
  expect(statement.text).toHaveLength(statement.params.length + 1);
  expect(toSql(statement, 3)).toEqual({
    sql: 'f($3::text, now(), $4::text[]) > $5::numeric',
    params: ['a', ['x'], '1.5'],
  });
  expect(toSql(join([], ', '))).toEqual({ sql: '', params: [] });
});
