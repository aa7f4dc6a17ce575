import type { Statement } from '@trellis/db';
import type { Value } from '@trellis/logic';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import type { Action } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { columnOf, type Reading, relation, rowFilter } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { withRows } from '../owned/read.ts';
import type { RecordRow } from '../query/columns.ts';
import { runBeside, statementOf } from '../query/select.ts';
import { openValues } from '../secrets/values.ts';
import { quoteName } from '../storage/names.ts';
import type { Image } from './image.ts';

/** Where a record is looked for. */
export type Lies = 'living' | 'binned';
export const LIES = { living: '_deleted_at IS NULL', binned: '_deleted_at IS NOT NULL' } as const;

/** All of a record, hidden fields included: rules and history need it. Never answered to a client as it is. */
export async function readBefore(
  state: Reading,
  access: Access,
  action: Action,
  id: string,
  lies: Lies = 'living',
): Promise<Image | undefined> {
  const { form } = access;
  const plan = plans.get(access)?.get(`${action} ${lies}`);
  const [row] = plan
    ? await runBeside<RecordRow>(state.ctx, plan, [id])
    : await readAs(state, access, action, id, lies);
  if (!row) return undefined;
  // Rows that somebody changes in between come with another version, which the writing statement refuses.
  const [image] = await withRows(state.ctx, form, [imageOf(state.ctx, form, row)]);
  return image;
}

/** Statements whose only parameter is the id: they serve everybody with the same roles. */
const plans = new WeakMap<Access, Map<`${Action} ${Lies}`, Statement>>();

function readAs(
  state: Reading,
  access: Access,
  action: Action,
  id: string,
  lies: Lies,
): Promise<RecordRow[]> {
  const { form } = access;
  const alias = state.alias();
  const conditions = join(
    [
      frag`${raw(alias)}._id = ${param(id, 'uuid')}`,
      raw(`${alias}.${LIES[lies]}`),
      ...rowFilter(state, access, action, alias),
    ],
    ' AND ',
  );
  const from = raw(`SELECT ${imageColumns(form, alias)} FROM ${relation(state.ctx, form.table)} AS ${alias}`);
  const { sql, params } = toSql(frag`${from} WHERE ${conditions}`);
  const statement = statementOf(sql);
  // Row predicates bring parameters of their own: who asks, and when.
  if (params.length === 1) {
    const known = plans.get(access) ?? new Map<`${Action} ${Lies}`, Statement>();
    plans.set(access, known.set(`${action} ${lies}`, statement));
  }
  return runBeside<RecordRow>(state.ctx, statement, params);
}

const columnsOf = new WeakMap<CatalogForm, string>();

/** Columns of an image under the alias of the table, always the same for one statement shape. */
export function imageColumns(form: CatalogForm, alias: string): string {
  const known = columnsOf.get(form);
  if (known !== undefined) return known.replaceAll('%', alias);
  const system = ['_id', '_version', '_created_at', '_created_by', '_updated_at', '_updated_by', '_owner_id'];
  const columns = [
    ...system.map((name) => `%.${name}`),
    '%._department_id',
    '%._deleted_at',
    ...[...form.fields.keys()]
      .filter((key) => !form.owned.has(key))
      .map((key) => `${columnOf(form, key, '%').text.join('')} AS ${quoteName(key)}`),
  ].join(', ');
  columnsOf.set(form, columns);
  return columns.replaceAll('%', alias);
}

/** An image of a row; rows of sub-forms are still missing. */
export function imageOf(ctx: Ctx, form: CatalogForm, row: RecordRow): Image {
  const values: Record<string, Value> = {};
  for (const key of form.fields.keys()) values[key] = (row[key] ?? null) as Value;
  return {
    id: row._id,
    version: row._version,
    values: openValues(ctx, form, row._id, values),
    createdAt: row._created_at,
    createdBy: row._created_by,
    updatedAt: row._updated_at,
    updatedBy: row._updated_by,
    owner: row._owner_id,
    department: row._department_id,
  };
}
