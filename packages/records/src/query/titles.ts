import { type CompiledField, shownText } from '@trellis/forms/model';
import type { Frag, Value } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import { envOf } from '../access/env.ts';
import { findAccess } from '../access/policy.ts';
import { type Scoped, type ScopeOptions, scopeIn } from '../access/scoped.ts';
import { type Reading, reading, relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { IdsByTarget, Refs } from '../types.ts';
import { PEOPLE, readNames } from './people.ts';
import { rowsOf, select } from './select.ts';

/**
 * Titles of records, members and departments by id. Ids of records that the member may not view, that are deleted or
 * whose title field is hidden have no entry. One statement per target.
 */
export async function referenceTitles(ctx: Ctx, ids: IdsByTarget, options: ScopeOptions = {}): Promise<Refs> {
  const refs: Refs = {};
  await Promise.all(
    [...ids].map(async ([target, wanted]) => {
      const list = [...new Set(wanted)];
      if (list.length === 0) return;
      for (const [id, title] of await titlesOf(ctx, target, list, options)) refs[id] = { title };
    }),
  );
  return refs;
}

async function titlesOf(
  ctx: Ctx,
  target: string,
  ids: readonly string[],
  options: ScopeOptions,
): Promise<[string, string][]> {
  const people = PEOPLE[target];
  if (people) return ctx.people ? ctx.people.of(ctx, people, ids) : readNames(ctx, people, ids);
  const titled = titledScope(reading(ctx, envOf(ctx)), target, options);
  if (!titled) return [];
  const { scope, field } = titled;
  const rows = await rowsOf<{ id: string; title: Value }>(
    ctx,
    select(scope, {
      columns: [frag`${scope.column('_id')} AS id`, frag`${scope.column(field.key)} AS title`],
      where: [frag`${scope.column('_id')} = ANY(${param(ids, 'uuid[]')})`],
    }),
  );
  return rows.map(({ id, title }) => [id, titleText(ctx, field, title)]);
}

/** A form as it lends titles to references: viewable, with a title field that the member may see. */
function titledScope(
  state: Reading,
  target: string,
  options: ScopeOptions = {},
): { scope: Scoped; field: CompiledField } | undefined {
  const access = findAccess(state.ctx, target);
  const field = access?.visible.get(access.form.titleField);
  if (!access || !field || access.form.state !== 'ok' || !access.actions.has('view')) return undefined;
  return { scope: scopeIn(state, access, 'view', options), field };
}

/** The title behind one id as a scalar subquery, and how to read it; undefined where there is none to see. */
export function titleColumn(
  state: Reading,
  target: string,
  id: Frag,
): { readonly value: Frag; readonly field?: CompiledField } | undefined {
  const people = PEOPLE[target];
  if (people) {
    const item = state.alias();
    const from = raw(`${item}.name FROM ${relation(state.ctx, people)} AS ${item} WHERE ${item}.id = `);
    return { value: frag`(SELECT ${from}${id})` };
  }
  const titled = titledScope(state, target);
  if (!titled) return undefined;
  const { scope, field } = titled;
  const { sql } = select(scope, {
    columns: [scope.column(field.key)],
    where: [frag`${scope.column('_id')} = ${id}`],
  });
  return { value: frag`(${sql})`, field };
}

/** A title as a person reads it, masked where its field says so. */
export function titleText(ctx: Ctx, field: CompiledField | undefined, value: Value): string {
  if (value === null) return '';
  if (!field) return String(value);
  return shownText(field, value, { locale: ctx.locale, tz: ctx.catalog.workspace.tz });
}
