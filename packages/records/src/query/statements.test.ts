import { toSql } from '@trellis/logic/sql';
import { expect, test } from 'vitest';
import { scoped } from '../access/scoped.ts';
import { catalogForm } from '../catalog/build.ts';
import type { Ctx } from '../contract.ts';
import { crmForms } from '../testing/crm.ts';
import { role } from '../testing/people.ts';
import type { GroupQuery } from '../types.ts';
import { recordColumns } from './columns.ts';
import { after } from './cursor.ts';
import { levelsOf } from './groups/levels.ts';
import { groupStatement } from './groups/statement.ts';
import { totalsIn } from './groups/totals.ts';
import { conditionsOf } from './input.ts';
import { select } from './select.ts';
import { orderBy, sortKeys } from './sort.ts';

const forms = new Map(
  Object.entries(crmForms()).map(([key, document]) => [
    `crm:${key}`,
    catalogForm(`crm:${key}`, document, {
      table: `crm__${key}`,
      columns: new Map(Object.keys(document.properties).map((field) => [field, field])),
      state: 'ok',
    }),
  ]),
);
const own = { '==': [{ var: '_owner_id' }, { var: '$member' }] };
const ctx = {
  catalog: {
    version: '7',
    workspace: { schema: 'ws_test', tz: 'Asia/Shanghai' },
    forms,
    roles: new Map([
      [
        'crm:sales',
        role({
          deal: { actions: ['view'], rows: own, hidden: ['code'] },
          customer: { actions: ['view'], rows: own, hidden: ['secret'] },
        }),
      ],
    ]),
  },
  actor: { id: '01900000-0000-7000-8000-000000000001', departments: [], roles: ['crm:sales'], admin: false },
  now: '2026-11-22T00:00:00.000Z',
  log: { error: (_: object, message: string) => expect(message).toBe('') },
} as unknown as Ctx;

const lines = (text: string): string =>
  text.replaceAll(/ (?=(FROM|WHERE|AND|GROUP BY|UNION ALL|ORDER BY|LIMIT) )/g, '\n');

test('a page carries the policy of its form and of every form behind a reference', async () => {
  const scope = scoped(ctx, 'crm:deal', 'view');
  const keys = sortKeys(scope, [{ field: 'amount', dir: 'desc' }], 'zh-x-icu');
  const { sql, params } = toSql(
    select(scope, {
      columns: [recordColumns(scope, ['title', 'amount'])],
      where: [
        ...conditionsOf(scope, { filter: { '==': [{ var: 'customer.grade' }, 'a'] }, search: '云岭' }),
        after(keys, { values: ['12.5', '01900000-0000-7000-8000-000000000002'] }),
      ],
      orderBy: orderBy(keys, 'present'),
      limit: 51,
    }).sql,
  );
  await expect(lines(sql)).toMatchFileSnapshot('./golden/page.sql');
  expect(params.filter((value) => value === ctx.actor.id)).toHaveLength(2);
});

const groups = (form: string, body: GroupQuery): string => {
  const scope = scoped(ctx, form, 'view');
  const [levels, totals] = [levelsOf(scope, body.by), totalsIn(scope, body.totals)];
  const where = conditionsOf(scope, body);
  return toSql(groupStatement({ scope, where, levels, totals, collation: 'zh-x-icu', limit: 500 }).sql).sql;
};

test('groups within groups read the records once, under the policy, titles too', async () => {
  const by: GroupQuery['by'] = [{ field: 'customer' }, { field: 'closes', bucket: 'month', order: 'count' }];
  const sql = groups('crm:deal', { by, totals: { amount: 'avg', seen: 'max' } });
  await expect(lines(sql)).toMatchFileSnapshot('./golden/groups-within-groups.sql');
});

test('groups of many values read the records for each level', async () => {
  const by: GroupQuery['by'] = [{ field: 'tags' }, { field: 'grade' }];
  await expect(lines(groups('crm:customer', { by, totals: { name: 'distinct' } }))).toMatchFileSnapshot(
    './golden/groups-of-many-values.sql',
  );
});

test('hidden fields have no column, whoever asks', () => {
  const scope = scoped(ctx, 'crm:deal', 'view');
  expect(() => scope.column('code')).toThrow('not visible');
  expect(() => scope.column('nope')).toThrow('not visible');
});
