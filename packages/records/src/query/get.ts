import type { Statement } from '@trellis/db';
import type { CompiledField } from '@trellis/forms/model';
import type { Frag, Value } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import { type Action, AppError, isId, MEMBER_TARGET } from '@trellis/metadata';
import { type Access, accessFor } from '../access/policy.ts';
import { type Scoped, type ScopeOptions, scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { withVisibleRows } from '../owned/read.ts';
import type { RecordBody, RecordWithRefs, Refs } from '../types.ts';
import { type RecordRow, recordColumns, recordOf } from './columns.ts';
import { addRefs, addRowRefs } from './refs.ts';
import { type Query, rowsOf, runText, select, statementFor } from './select.ts';
import { referenceTitles, titleColumn, titleText } from './titles.ts';

/** A title read in the same statement as its record. */
interface Label {
  readonly name: string;
  readonly key: string;
  readonly field: CompiledField | undefined;
}

/** A statement whose only parameter is the id: it serves everybody with the same roles. */
interface Plan {
  readonly statement: Statement;
  readonly labels: readonly Label[];
}

const plans = new WeakMap<Access, Plan>();

/**
 * One record with the titles of what it refers to, in one round trip.
 * Errors: record_not_found (also for a record out of the member's rows), form_not_found, form_unavailable.
 */
export async function getRecord(ctx: Ctx, form: string, id: string): Promise<RecordWithRefs> {
  const access = accessFor(ctx, form, 'view');
  if (!isId(id)) throw new AppError('record_not_found');
  const plan = plans.get(access);
  const { row, labels } = plan
    ? { row: (await runText<RecordRow>(ctx, plan.statement, [id]))[0], labels: plan.labels }
    : await readLabelled(ctx, form, id);
  if (!row) throw new AppError('record_not_found');
  const record = await whole(ctx, access, row);
  return { ...record, refs: { ...(await manyRefs(ctx, access, record)), ...refsIn(ctx, row, labels) } };
}

/** A record without titles, as writing answers it. `action` says under which permission it is read. */
export async function readRecord(
  ctx: Ctx,
  form: string,
  id: string,
  action: Action,
  options: ScopeOptions = {},
): Promise<RecordBody> {
  const scope = scoped(ctx, form, action, options);
  const [row] = isId(id) ? await rowsOf<RecordRow>(ctx, selectOne(scope, id, [recordColumns(scope)])) : [];
  if (!row) throw new AppError('record_not_found');
  return whole(ctx, scope.access, row);
}

/** A record with all that the member may see of it, rows included. */
async function whole(ctx: Ctx, access: Access, row: RecordRow): Promise<RecordBody> {
  const record = recordOf(ctx, access.form, row, access.visible.keys());
  const [found] = await withVisibleRows(ctx, access, [record], access.owned.keys());
  return found ?? record;
}

async function readLabelled(ctx: Ctx, form: string, id: string) {
  const scope = scoped(ctx, form, 'view');
  const labels: Label[] = [];
  const columns = [recordColumns(scope)];
  for (const [key, target] of referencesOf(scope.access)) {
    const title = titleColumn(scope.reading, target, scope.column(key));
    if (!title) continue;
    const name = `_t${labels.length}`;
    labels.push({ name, key, field: title.field });
    columns.push(frag`${title.value} AS ${raw(name)}`);
  }
  const query = selectOne(scope, id, columns);
  // Row predicates bring parameters of their own: who asks, and when.
  if (query.sql.params.length === 1) plans.set(scope.access, { statement: statementFor(query), labels });
  const [row] = await rowsOf<RecordRow>(ctx, query);
  return { row, labels };
}

const selectOne = (scope: Scoped, id: string, columns: readonly Frag[]): Query =>
  select(scope, { columns, where: [frag`${scope.column('_id')} = ${param(id, 'uuid')}`] });

const PEOPLE_FIELDS = ['_owner_id', '_created_by', '_updated_by'];

function* referencesOf(access: Access): Generator<readonly [string, string]> {
  for (const { key, target, many } of access.visible.values()) if (target && !many) yield [key, target];
  for (const key of PEOPLE_FIELDS) yield [key, MEMBER_TARGET];
  yield ['_department_id', '$department'];
}

/** A null title of a record without a title can't be told from that of a record that is not to be seen: no entry. */
function refsIn(ctx: Ctx, row: RecordRow, labels: readonly Label[]): Refs {
  const refs: Refs = {};
  for (const { name, key, field } of labels) {
    const id = row[key];
    const title = row[name] as Value | undefined;
    if (typeof id === 'string' && title !== null && title !== undefined) {
      refs[id] = { title: titleText(ctx, field, title) };
    }
  }
  return refs;
}

async function manyRefs(ctx: Ctx, access: Access, record: RecordBody): Promise<Refs> {
  const targets = new Map<string, Set<string>>();
  for (const { key, target, many } of access.visible.values()) {
    if (many) addRefs(targets, target, record.values[key]);
  }
  addRowRefs(targets, access.form, record.values);
  return targets.size > 0 ? referenceTitles(ctx, targets) : {};
}
