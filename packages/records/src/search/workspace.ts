import { inTransaction, readPgError } from '@trellis/db';
import { AppError, readSearch } from '@trellis/metadata';
import { accessFor, findAccess } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { bounded } from '../query/bounded.ts';
import { addRefs, refsOf } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import type { SearchAnswer, SearchInput } from '../types.ts';
import { visibleSearchFields } from './filter.ts';
import { type FoundInForm, searchForm } from './form.ts';

/** A search answers after this long with what it has. */
const DEADLINE_MS = 1_000;
/** Forms that are searched at a time: others need connections too. */
const AT_ONCE = 3;
const DEFAULT_LIMIT = 5;

/**
 * Searches all forms that the member may view, the best records of each. Forms that are not done in a second are named
 * instead of waited for. Errors: form_not_found, forbidden, form_unavailable for a form that is asked for by name.
 */
export async function searchWorkspace(ctx: Ctx, input: SearchInput): Promise<SearchAnswer> {
  const forms = formsOf(ctx, input);
  if (readSearch(input.text).terms.length === 0) return { forms: [], refs: {}, missed: [] };
  const until = performance.now() + DEADLINE_MS;
  const found: FoundInForm[] = [];
  const missed: string[] = [];
  const waiting = [...forms];
  const work = async () => {
    for (let form = waiting.shift(); form !== undefined; form = waiting.shift()) {
      const result = await inTime(ctx, form, input, until);
      if (result === 'missed') missed.push(form);
      else if (result) found.push(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const place = (form: string) => forms.indexOf(form);
  const groups = found
    .sort((a, b) => a.rank - b.rank || place(a.group.form) - place(b.group.form))
    .map(({ group }) => group);
  return { forms: groups, refs: await refsOfGroups(ctx, groups), missed };
}

/** The forms to search, in the order in which they are looked for; only those with something to find. */
function formsOf(ctx: Ctx, { app, form }: SearchInput): string[] {
  if (form !== undefined) {
    const ref = `${app ?? ''}:${form}`;
    return visibleSearchFields(accessFor(ctx, ref, 'view')).length > 0 ? [ref] : [];
  }
  return [...ctx.catalog.forms.values()].flatMap((one) => {
    if (one.state !== 'ok' || (app !== undefined && one.app !== app)) return [];
    const access = findAccess(ctx, one.ref);
    return access?.actions.has('view') && visibleSearchFields(access).length > 0 ? [one.ref] : [];
  });
}

async function inTime(
  ctx: Ctx,
  form: string,
  { text, limit = DEFAULT_LIMIT }: SearchInput,
  until: number,
): Promise<FoundInForm | undefined | 'missed'> {
  const left = Math.floor(until - performance.now());
  if (left <= 0) return 'missed';
  try {
    return await inTransaction(
      bounded(ctx).pool,
      async ({ client }) => {
        await client.query(`set local statement_timeout = ${left}`);
        return searchForm(ctx, client, form, text, limit);
      },
      { readOnly: true },
    );
  } catch (error) {
    const kind = readPgError(error)?.kind;
    if (kind === 'cancelled') return 'missed';
    // Uninstalled a moment ago; reads may lag behind the definitions by a second.
    if (kind === 'undefined_object') return undefined;
    if (kind === 'value') throw new AppError('query_invalid', { cause: error });
    throw error;
  }
}

async function refsOfGroups(ctx: Ctx, groups: SearchAnswer['forms']): Promise<SearchAnswer['refs']> {
  const targets = new Map<string, Set<string>>();
  for (const { form, hits } of groups) {
    const compiled = ctx.catalog.forms.get(form);
    if (!compiled) continue;
    const records = hits.map(({ record }) => record);
    for (const [target, ids] of refsOf(compiled, records)) addRefs(targets, target, [...ids]);
  }
  return referenceTitles(ctx, targets);
}
