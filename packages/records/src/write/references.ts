import type { CompiledField } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import { DEPARTMENT_TARGET, type Issue, MEMBER_TARGET } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import { living, type Reading, relation } from '../access/target.ts';
import type { CatalogForm } from '../contract.ts';
import { fixedIds, idsIn } from './ids.ts';
import type { Image } from './image.ts';
import { rangeGuard } from './range.ts';

/** A condition of the writing statement and what is wrong when it does not hold. */
export interface Guard {
  readonly holds: Frag;
  readonly issue: Issue;
  /** Where a guard asks about many ids: a statement that gives those it does not hold for, and what is wrong with them. */
  readonly each?: {
    readonly failing: Frag;
    issues(failing: ReadonlySet<string>): readonly Issue[];
  };
}

/**
 * Conditions that everything a record points to exists, is not deleted and may be seen by the member. They belong
 * into the statement that writes: asked before, the answer could be outdated.
 * @param fields keys of the reference fields to ask about
 * @param before the record as stored: what it pointed to already needs no asking, the member may not see all of it
 */
export function referenceGuards(
  state: Reading,
  form: CatalogForm,
  image: Image,
  fields: Iterable<string>,
  before?: Image,
): Guard[] {
  const guards: Guard[] = [];
  for (const key of fields) {
    const field = form.fields.get(key);
    if (field?.target === undefined) continue;
    const value = image.values[key] ?? null;
    if (field.target === form.ref && idsIn(value).includes(image.id)) {
      guards.push({ holds: raw('false'), issue: { path: [key], code: 'reference_self' } });
    }
    const known = new Set(idsIn(before?.values[key]));
    const ids = idsIn(value).filter((id) => !known.has(id));
    const range = rangeGuard(state, field, ids);
    if (range) guards.push({ holds: range, issue: { path: [key], code: 'out_of_range' } });
    const pointing = { fixed: fixedIds(field), held: hasSay(field) };
    guards.push({
      holds: field.many
        ? frag`NOT EXISTS (${missingAmong(state, field.target, param(ids, 'uuid[]'), pointing)})`
        : oneExists(state, field.target, param(value, 'uuid'), pointing),
      issue: { path: [key], code: 'reference_missing' },
    });
  }
  return guards;
}

/** How a field points. */
export interface Pointing {
  /** Ids of its own default: the definition points there, so they need not be the member's to see. */
  readonly fixed?: readonly string[];
  /** What it points to is kept from being deleted until the write is done. */
  readonly held?: boolean;
}

/** Whether a field has a say when what it points to is deleted: then neither may happen without seeing the other. */
export const hasSay = ({ type, config }: CompiledField): boolean => type.onDelete?.(config) !== undefined;

/** Condition that a member exists; for owners. */
export const memberGuard = (state: Reading, id: string): Guard => ({
  holds: oneExists(state, MEMBER_TARGET, param(id, 'uuid')),
  issue: { path: ['$owner'], code: 'reference_missing' },
});

/** True for null too: then the text of the statement does not depend on which references are empty. */
const oneExists = (state: Reading, target: string, id: Frag, pointing?: Pointing): Frag =>
  frag`(${id} IS NULL OR EXISTS (${rowsWith(state, target, id, pointing)}))`;

/** Those of some ids that the member may not point to, or nobody can. */
export function missingAmong(state: Reading, target: string, ids: Frag, pointing?: Pointing): Frag {
  const item = raw(state.alias());
  const id = frag`${item}.id`;
  return frag`SELECT ${id} FROM unnest(${ids}) AS ${item}(id) WHERE NOT EXISTS (${rowsWith(state, target, id, pointing)})`;
}

/** Rows of a target with an id, as far as the member may point there. */
export function rowsWith(
  state: Reading,
  target: string,
  id: Frag,
  { fixed = [], held = false }: Pointing = {},
): Frag {
  const item = state.alias();
  if (target === MEMBER_TARGET) {
    return frag`SELECT FROM ${raw(relation(state.ctx, 'member'))} AS ${raw(item)} WHERE ${raw(item)}.id = ${id}`;
  }
  if (target === DEPARTMENT_TARGET) {
    return frag`SELECT FROM ${raw(relation(state.ctx, 'department'))} AS ${raw(item)} WHERE ${raw(item)}.id = ${id}`;
  }
  const form = state.ctx.catalog.forms.get(target);
  // Without the form, or a part in it, nothing can be pointed to.
  if (!form || (fixed.length === 0 && !findAccess(state.ctx, target))) return raw('SELECT WHERE false');
  const seen = living(state, form, item, 'member');
  const there = living(state, form, item, 'policy');
  const mayPoint =
    fixed.length === 0 ? seen : frag`(${seen} OR ${there} AND ${id} = ANY(${param(fixed, 'uuid[]')}))`;
  const where = join([frag`${raw(item)}._id = ${id}`, mayPoint], ' AND ');
  const lock = raw(held ? ` FOR KEY SHARE OF ${item}` : '');
  return frag`SELECT FROM ${raw(`${relation(state.ctx, form.table)} AS ${item}`)} WHERE ${where}${lock}`;
}
