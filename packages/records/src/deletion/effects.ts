import { frag, param } from '@trellis/logic/sql';
import type { DeletionEffect, Issue } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { HeldBack } from '../compute/held-back.ts';
import type { Ctx } from '../contract.ts';
import { rowsOf, select } from '../query/select.ts';
import { type Going, type Reach, recordsOf } from './reach.ts';
import type { Ruled } from './rules.ts';

/** Records whose titles are told. */
const NAMED = 3;

/** What a deletion does to records of a form, as far as the member may know; null: of a form that they don't see. */
interface Told {
  readonly what: DeletionEffect['what'];
  readonly form: string | null;
  readonly ids: Set<string>;
  more: boolean;
}

/** What a deletion means for others. */
interface Meaning {
  readonly along: readonly Reach[];
  readonly restrict: readonly Reach[];
  readonly clear: readonly Reach[];
}

/**
 * What a deletion means, in the eyes of the member: of what stands in its way or goes along they learn at least that there
 * is something, of what is emptied only what they see.
 */
export async function toldOf(ctx: Ctx, { along, restrict, clear }: Meaning): Promise<Told[]> {
  const told = new Map<string, Told>();
  const tell = (what: Told['what'], form: string | null, ids: readonly string[], more: boolean) => {
    if (ids.length === 0) return;
    const key = `${what} ${form}`;
    const one = told.get(key) ?? { what, form, ids: new Set(), more: false };
    for (const id of ids) one.ids.add(id);
    one.more ||= more;
    told.set(key, one);
  };
  for (const reach of restrict) {
    const { seen, unseen } = await parted(ctx, reach);
    tell('restrict', reach.place.form.ref, seen, reach.more);
    tell('restrict', null, unseen, false);
  }
  for (const reach of along) {
    const { form } = reach.place;
    const all = recordsOf(reach);
    const free = await among(ctx, form.ref, all, 'delete');
    const held = all.filter((id) => !free.has(id));
    const seen = await among(ctx, form.ref, held, 'view');
    tell('forbidden', form.ref, [...seen], reach.more);
    tell(
      'forbidden',
      null,
      held.filter((id) => !seen.has(id)),
      false,
    );
    tell('along', form.ref, [...free], reach.more);
  }
  for (const reach of clear) {
    const { seen } = await parted(ctx, reach);
    tell('clear', reach.place.form.ref, seen, reach.more);
  }
  return [...told.values()];
}

/** What the member sees of records in which a place points somewhere, and the rest. */
async function parted(ctx: Ctx, reach: Reach) {
  const all = recordsOf(reach);
  const seen = showsPlace(ctx, reach.place)
    ? await among(ctx, reach.place.form.ref, all, 'view')
    : new Set<string>();
  return { seen: [...seen], unseen: all.filter((id) => !seen.has(id)) };
}

function showsPlace(ctx: Ctx, { form, rows, field }: Ruled): boolean {
  const access = findAccess(ctx, form.ref);
  const visible = rows ? access?.owned.get(rows.key)?.visible : access?.visible;
  return visible?.has(field.key) ?? false;
}

/** Those of some records that the member may view, or delete. */
export async function among(
  ctx: Ctx,
  ref: string,
  ids: readonly string[],
  action: 'view' | 'delete',
): Promise<Set<string>> {
  if (ids.length === 0 || !findAccess(ctx, ref)?.actions.has(action)) return new Set();
  const scope = scoped(ctx, ref, action);
  const rows = await rowsOf<{ id: string }>(
    ctx,
    select(scope, {
      columns: [frag`${scope.column('_id')} AS id`],
      where: [frag`${scope.column('_id')} = ANY(${param(ids, 'uuid[]')})`],
    }),
  );
  const found = new Set(rows.map(({ id }) => id));
  return new Set(ids.filter((id) => found.has(id)));
}

/** As the contract has it. */
export const effectOf = ({ what, form, ids, more }: Told): DeletionEffect => ({
  what,
  form,
  count: form === null ? 0 : ids.size,
  more,
  records: form === null ? [] : [...ids].slice(0, NAMED),
});

const CODES = {
  restrict: ['delete_restricted', 'delete_restricted_unseen'],
  forbidden: ['delete_along_forbidden', 'delete_along_unseen'],
} as const;

/**
 * Why records can't be deleted.
 * @param roots what shall be deleted, to tell because of which of them
 */
export async function refusal(
  ctx: Ctx,
  roots: readonly string[],
  { along }: Pick<Going, 'along'>,
  restrict: readonly Reach[],
): Promise<HeldBack> {
  const up = new Map([...along, ...restrict].flatMap(({ pointers }) => pointers.map(upOf)));
  const asked = new Set(roots);
  const rootOf = (id: string): string | undefined => {
    // A record that goes along points to one thing; in a circle there is a root too.
    let at: string | undefined = id;
    for (const seen = new Set<string>(); at !== undefined && !asked.has(at) && !seen.has(at); ) {
      seen.add(at);
      at = up.get(at)?.find((one) => asked.has(one) || up.has(one));
    }
    return at;
  };
  const told = await toldOf(ctx, { along, restrict, clear: [] });
  return new HeldBack(
    told.flatMap((one) => {
      if (one.what !== 'restrict' && one.what !== 'forbidden') return [];
      const [first = ''] = one.ids;
      return [{ issue: issueOf(ctx, one, CODES[one.what]), record: rootOf(first) }];
    }),
  );
}

const upOf = ({ id, parent, ids }: Reach['pointers'][number]): [string, readonly string[]] => [
  parent ?? id,
  ids,
];

function issueOf(ctx: Ctx, { form, ids, more }: Told, [seen, unseen]: readonly [string, string]): Issue {
  const label = form === null ? undefined : ctx.catalog.forms.get(form)?.document.trellis.label;
  if (!label) return { path: [], code: unseen };
  const count = `${ids.size}${more ? '+' : ''}`;
  return { path: [], code: seen, params: { form: label.zh, form_en: label.en ?? label.zh, count } };
}
