import { compileForm, completeComputed, computeGraph } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { toSql } from '@trellis/logic/sql';
import { expect, test } from 'vitest';
import { envOf } from '../access/env.ts';
import { reading, sqlTargetOf } from '../access/target.ts';
import { catalogForm } from '../catalog/build.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { affectedIds } from './affected.ts';
import { computedSql } from './expression.ts';
import { planOf } from './plan.ts';
import { shopForms } from './testing/shop.ts';

// As publishing leaves them: fields know what their sources are.
const published = completeComputed(
  new Map(
    Object.entries(shopForms()).map(([key, document]) => [
      `shop:${key}`,
      compileForm(`shop:${key}`, document),
    ]),
  ),
  new Map(),
);
const forms = new Map<string, CatalogForm>(
  [...published.values()].map(({ key, document }) => {
    const columns = new Map(Object.keys(document.properties).map((field) => [field, field]));
    const at = { table: `shop__${key}`, columns, state: 'ok' as const };
    return [`shop:${key}`, catalogForm(`shop:${key}`, document, at, () => at)];
  }),
);
const ctx = {
  catalog: {
    version: '7',
    workspace: { id: '', key: 'test', name: '', schema: 'ws_test', tz: 'Asia/Shanghai' },
    forms,
  },
  actor: { id: '', departments: [], roles: [], admin: true },
  now: '2026-03-01T00:00:00.000Z',
} as unknown as Ctx;

/** A line per clause, so that a change of the SQL reads well; parameters stand below. */
const text = (sql: Frag): string => {
  const { sql: found, params } = toSql(sql);
  const lines = found.replaceAll(/ (?=(SELECT|FROM|WHERE|AND|UNION ALL)\b)/g, '\n');
  return `${lines}\n-- ${JSON.stringify(params)}\n`;
};
function valueSql(ref: string, key: string): string {
  const form = forms.get(ref);
  const node = form && planOf(ctx.catalog, form).nodes.get(key);
  if (!form || !node) throw new Error(`${ref}.${key}`);
  const state = reading(ctx, envOf(ctx));
  return text(computedSql(node, sqlTargetOf(state, form, state.alias(), 'policy'), state.env));
}

test.each([
  ['lookup', 'shop:deal', 'region'],
  ['rollup-sum', 'shop:customer', 'won'],
  ['rollup-average', 'shop:customer', 'average'],
  ['rollup-first', 'shop:customer', 'first_title'],
  ['by-the-clock', 'shop:deal', 'age'],
])('the value of a %s', async (name, form, field) => {
  await expect(valueSql(form, field)).toMatchFileSnapshot(`./golden/${name}.sql`);
});

test('the records that follow from changed ones, with what these have left', async () => {
  const readers = computeGraph(forms).readers.get('shop:deal') ?? [];
  const source = readers.find(({ node }) => node.field.key === 'total')?.source;
  const sql = affectedIds(
    ctx,
    source?.hops ?? [],
    ['01900000-0000-7000-8000-000000000001'],
    ['01900000-0000-7000-8000-000000000002'],
  );
  await expect(text(sql)).toMatchFileSnapshot('./golden/affected.sql');
});
