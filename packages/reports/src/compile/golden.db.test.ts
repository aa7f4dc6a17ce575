import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toSql } from '@trellis/logic/sql';
import type { ReportDocument } from '@trellis/metadata';
import { rowsOf } from '@trellis/records/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCrm, type TestCrm } from '../testing/crm.ts';
import { compile } from './compile.ts';

/** The statements that reports become, word by word. `UPDATE_GOLDEN=1` writes them anew; read the diff. */
const FOLDER = path.join(import.meta.dirname, '../golden');

const count = { key: 'n', op: 'count' } as const;
const REPORTS: Readonly<Record<string, { readonly as: 'admin' | 'sales'; readonly report: ReportDocument }>> =
  {
    'one-number': { as: 'admin', report: { form: 'deal', dimensions: [], measures: [count] } },
    'every-measure': {
      as: 'admin',
      report: {
        form: 'deal',
        dimensions: [{ key: 'stage', path: 'stage' }],
        measures: [
          count,
          ...(['sum', 'avg', 'min', 'max', 'count_distinct'] as const).map((op) => ({
            key: op,
            op,
            path: 'amount',
          })),
          { key: 'won', op: 'sum', path: 'amount', filter: { '==': [{ var: 'stage' }, 'won'] } },
        ],
        order: [{ by: 'avg', dir: 'desc' }],
      },
    },
    'by-month-in-the-zone': {
      as: 'admin',
      report: {
        form: 'deal',
        filter: { '>=': [{ var: 'seen' }, { start_of: [{ var: '$now' }, 'year'] }] },
        dimensions: [
          { key: 'month', path: 'seen', bucket: 'month' },
          { key: 'week', path: 'closes', bucket: 'week' },
        ],
        measures: [count],
      },
    },
    'behind-references-under-a-policy': {
      as: 'sales',
      report: {
        form: 'deal',
        dimensions: [
          { key: 'industry', path: 'company.parent.industry' },
          { key: 'company', path: 'company' },
          { key: 'seller', path: 'seller' },
          { key: 'city', path: 'city' },
        ],
        measures: [{ key: 'staff', op: 'sum', path: 'company.staff' }],
        limit: 20,
      },
    },
  };

let crm: TestCrm;
beforeAll(async () => {
  crm = await openCrm(18);
});
afterAll(() => crm.close());

test.each(Object.entries(REPORTS))('%s', async (name, { as, report }) => {
  const ctx = crm.as(crm[as]);
  const { statement } = compile(report, { ctx, app: 'crm', collation: 'und-x-icu' });
  const { sql, params } = toSql(statement.sql);
  const text = `${sql.replaceAll(/(?<!DISTINCT) (FROM|LEFT JOIN|WHERE|GROUP BY|ORDER BY|LIMIT) /g, '\n$1 ')}\n-- ${JSON.stringify(params)}\n`;
  const file = path.join(FOLDER, `${name}.sql`);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(existsSync(file), `${file} is missing: UPDATE_GOLDEN=1 writes it`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
  await expect(rowsOf(ctx, statement)).resolves.toBeInstanceOf(Array);
});
