import { type CompiledField, recordPaths } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { frag, join, lower, param, raw } from '@trellis/logic/sql';
import { accessTo } from '../access/policy.ts';
import { type Reading, relation, sqlTargetOf } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type Candidates, candidatesOf, narrowing } from '../linked/candidates.ts';
import { chosenIds } from './ids.ts';
import { dataOf, type Image } from './image.ts';
import type { Guard } from './references.ts';

/** A change of a record: what it was before, and the fields that change. */
export interface Update {
  readonly before: Image;
  readonly changed: ReadonlySet<string>;
}

/**
 * Conditions that what a record points to is among the candidates of its reference fields. An update asks where the
 * reference changed, of what is new in it, or what its condition reads, of all of it.
 */
export async function candidateGuards(
  ctx: Ctx,
  state: Reading,
  form: CatalogForm,
  image: Image,
  update?: Update,
): Promise<Guard[]> {
  const guards: Guard[] = [];
  for (const field of narrowedFields(form)) {
    const ids = idsToAsk(field, image, update);
    if (ids.length === 0) continue;
    const candidates = await candidatesOf(ctx, accessTo(ctx, form.ref), field, dataOf(image));
    if (candidates === 'all') continue;
    guards.push({
      holds: frag`NOT EXISTS (${notAmong(state, field, param(ids, 'uuid[]'), candidates)})`,
      issue: { path: [field.key], code: 'reference_filtered' },
    });
  }
  return guards;
}

const narrowed = new WeakMap<CatalogForm, readonly CompiledField[]>();
/** Reference fields whose candidates a condition narrows. */
export function narrowedFields(form: CatalogForm): readonly CompiledField[] {
  let fields = narrowed.get(form);
  if (!fields) {
    fields = [...form.fields.values()].filter((field) => narrowing(field) !== undefined);
    narrowed.set(form, fields);
  }
  return fields;
}

/** The ids of a reference field whose being among the candidates is to be asked. */
export function idsToAsk(field: CompiledField, image: Image, update: Update | undefined): readonly string[] {
  if (!update) return chosenIds(field, image.values[field.key]);
  const { before, changed } = update;
  const moved = recordPaths(narrowing(field)?.where).some((path) => changed.has(path.split('.')[0] ?? ''));
  return chosenIds(field, image.values[field.key], { value: before.values[field.key], moved });
}

/** Those of some ids that are none of the candidates. */
export function notAmong(state: Reading, field: CompiledField, ids: Frag, candidates: Candidates): Frag {
  const item = raw(state.alias());
  const one = candidateRow(state, field, frag`${item}.id`, candidates);
  return frag`SELECT ${item}.id FROM unnest(${ids}) AS ${item}(id) WHERE NOT EXISTS (${one})`;
}

/** The row of a candidate with an id, whoever may see it: that the member may is asked beside this. */
function candidateRow(state: Reading, field: CompiledField, id: Frag, candidates: Candidates): Frag {
  const form = state.ctx.catalog.forms.get(field.target ?? '');
  if (!form || candidates === 'none') return raw('SELECT WHERE false');
  const alias = state.alias();
  const conditions = [
    frag`${raw(alias)}._id = ${id}`,
    ...(candidates === 'all'
      ? []
      : [frag`(${lower(candidates, sqlTargetOf(state, form, alias, 'policy'), state.env)})`]),
  ];
  return frag`SELECT FROM ${raw(`${relation(state.ctx, form.table)} AS ${alias}`)} WHERE ${join(conditions, ' AND ')}`;
}
