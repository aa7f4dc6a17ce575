import { ownerOf, scopeOf } from '@trellis/forms/model';
import type { Env, Frag } from '@trellis/logic';
import { frag, join, lower, param, raw } from '@trellis/logic/sql';
import { type Action, ASKED_FIELDS, ROW_FIELDS, SYSTEM_FIELDS } from '@trellis/metadata';
import { type ComputeTarget, computedSql, type Rows } from '../compute/expression.ts';
import { planOf } from '../compute/plan.ts';
import type { Catalog, CatalogForm, Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { type Access, findAccess } from './policy.ts';

/** State of one statement: who reads, and the aliases handed out so far. */
export interface Reading {
  readonly ctx: Ctx;
  readonly env: Env;
  /** An alias that the statement does not have yet. */
  alias(): string;
}

/**
 * Whose eyes an expression has. `policy`: it is part of a role and sees every record and field. `member`: it came
 * with a request, so records behind references count only as far as the member may view them.
 */
export type Reach = 'policy' | 'member';

export function reading(ctx: Ctx, env: Env): Reading {
  let count = 0;
  return { ctx, env, alias: () => `t${count++}` };
}

/** A relation of the workspace, quoted. */
export const relation = (ctx: Pick<Ctx, 'catalog'>, table: string): string =>
  `${quoteName(ctx.catalog.workspace.schema)}.${quoteName(table)}`;

/** A form, or the form of a sub-form's rows ("app:form.field"). */
export function catalogFormOf(catalog: Catalog, ref: string): CatalogForm | undefined {
  const owner = ownerOf(ref);
  return owner ? catalog.forms.get(owner.form)?.owned.get(owner.field) : catalog.forms.get(ref);
}

/** A field's column as the value kind that expressions expect. What queries work out has none: see `valueSql`. */
export function columnOf(form: CatalogForm, key: string, alias: string): Frag {
  if (Object.hasOwn(SYSTEM_FIELDS, key) || Object.hasOwn(ROW_FIELDS, key)) return raw(`${alias}.${key}`);
  const field = form.fields.get(key);
  const column = form.columns.get(key);
  if (!field || column === undefined) throw new Error(`${form.ref} has no column for ${key}`);
  const plain = `${alias}.${quoteName(column)}`;
  return raw(field.type.column(field.config) === 'smallint' ? `${plain}::numeric` : plain);
}

/** A field's value in a row of its table: its column, or what a field that follows the clock or the reader says now. */
export function valueSql(state: Reading, form: CatalogForm, key: string, alias: string): Frag {
  if (Object.hasOwn(ASKED_FIELDS, key)) return followedSql(state, form, alias);
  const plan = planOf(state.ctx.catalog, form);
  const node = plan.volatile.has(key) ? plan.nodes.get(key) : undefined;
  if (!node) return columnOf(form, key, alias);
  // A computed value is a field of its form: its field permission governs it, not those of what it reads.
  return computedSql(node, sqlTargetOf(state, form, alias, 'policy'), state.env);
}

/** Whether who asks follows a record by their own will. An array, so that few of them are found by their id. */
function followedSql({ ctx }: Reading, form: CatalogForm, alias: string): Frag {
  const mine = frag`member_id = ${param(ctx.actor.id, 'uuid')} AND form = ${param(form.ref, 'text')} AND following`;
  return frag`(${raw(alias)}._id = ANY(ARRAY(SELECT record_id FROM ${raw(relation(ctx, 'follow'))} WHERE ${mine})))`;
}

/** Where expressions over a form find their columns. `alias` is the form's FROM item. */
export function sqlTargetOf(state: Reading, form: CatalogForm, alias: string, reach: Reach): ComputeTarget {
  return sqlTarget(state, form, reach, (key) => valueSql(state, form, key, alias));
}

/** The same over values that are in no table yet: `own` gives the value of a field. */
export function sqlTarget(
  state: Reading,
  form: CatalogForm,
  reach: Reach,
  own: (key: string) => Frag,
): ComputeTarget {
  const column = ([key = '', ...rest]: readonly string[]): Frag =>
    rest.length === 0 ? own(key) : behind(state, form, reach, key, own(key), rest);
  return {
    column,
    rows: (path) => {
      const way = path.slice(0, -1);
      const at = way.reduce((one, step) => formOf(state, one.scopeForm.fields.get(step)?.target), form);
      return rowsOf(state, at, reach, path.at(-1) ?? '', column([...way, '_id']));
    },
  };
}

/** The records that point to one, or the rows of its sub-form. */
function rowsOf(state: Reading, form: CatalogForm, reach: Reach, key: string, id: Frag): Rows {
  const rows = scopeOf(form, state.ctx.catalog.forms).form.fields.get(key)?.rows;
  const inner = formOf(state, rows?.form);
  const item = state.alias();
  const via = columnOf(inner, rows?.via ?? '', item);
  // A reference to several records is a list of ids; containment is what its index answers.
  const points = inner.fields.get(rows?.via ?? '')?.many
    ? frag`${via} @> ARRAY[${id}]`
    : frag`${via} = ${id}`;
  return {
    from: raw(`${relation(state.ctx, inner.table)} AS ${item}`),
    where: frag`${points} AND ${living(state, inner, item, reach)}`,
    inner: sqlTargetOf(state, inner, item, reach),
    order: raw(`(${item}.${ownerOf(inner.ref) ? '_pos' : '_created_at'}, ${item}._id)`),
  };
}

/** The value at the end of a path through a to-one reference; null where there is no such record. */
function behind(
  state: Reading,
  form: CatalogForm,
  reach: Reach,
  key: string,
  id: Frag,
  rest: readonly string[],
): Frag {
  const next = formOf(state, form.scopeForm.fields.get(key)?.target);
  const item = state.alias();
  const value = sqlTargetOf(state, next, item, reach).column(rest);
  const from = raw(`${relation(state.ctx, next.table)} AS ${item}`);
  return frag`(SELECT ${value} FROM ${from} WHERE ${raw(item)}._id = ${id} AND ${living(state, next, item, reach)})`;
}

function formOf(state: Reading, ref: string | undefined): CatalogForm {
  const form = ref === undefined ? undefined : catalogFormOf(state.ctx.catalog, ref);
  if (!form) throw new Error(`no form ${ref}`);
  return form;
}

/** Records behind a reference: not deleted and, for the member's own eyes, viewable. */
export function living(state: Reading, form: CatalogForm, alias: string, reach: Reach): Frag {
  // Rows live and are seen with the record that they were come to from.
  if (ownerOf(form.ref)) return raw('true');
  const alive = raw(`${alias}._deleted_at IS NULL`);
  if (reach === 'policy') return alive;
  const access = findAccess(state.ctx, form.ref);
  const rows = access?.actions.has('view') ? rowFilter(state, access, 'view', alias) : [raw('false')];
  return join([alive, ...rows], ' AND ');
}

/** Conditions that records must meet for an action, to be joined with AND; none when every record does. */
export function rowFilter(asked: Reading, access: Access, action: Action, alias: string): Frag[] {
  const state = ofNow(asked);
  const target = sqlTargetOf(state, access.form, alias, 'policy');
  return access.rows[action].map((oneOf) =>
    oneOf.length === 0
      ? raw('false')
      : frag`(${join(
          oneOf.map((predicate) => lower(predicate, target, state.env)),
          ' OR ',
        )})`,
  );
}

/** Rights are those of now, whatever moment a statement asks about. */
const ofNow = (state: Reading): Reading =>
  state.env.now === state.ctx.now ? state : { ...state, env: { ...state.env, now: state.ctx.now } };
