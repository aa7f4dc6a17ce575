import { bindCondition, resolveRef } from '@trellis/forms/model';
import { type Checked, check, type Frag, type Row } from '@trellis/logic';
import { frag, lower, param } from '@trellis/logic/sql';
import { AppError, type Sort } from '@trellis/metadata';
import { type Access, accessTo, findAccess } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { sqlTargetOf } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readPage } from '../query/page.ts';
import { refsOf } from '../query/refs.ts';
import { DEFAULT_SORT } from '../query/sort.ts';
import { referenceTitles } from '../query/titles.ts';
import { totalOf } from '../query/total.ts';
import { searchFilter } from '../search/filter.ts';
import type { LinkedPage, LinkedQuery } from '../types.ts';
import { recordAtHand, rowAtHand } from './at-hand.ts';
import { candidatesOf } from './candidates.ts';
import { readerFor } from './record-values.ts';

const DEFAULT_LIMIT = 20;
/** Newest changes first: what people are about to refer to, they have often just had in hand. */
const RECENT: readonly Sort[] = [{ field: '_updated_at', dir: 'desc' }];

/** Records of another form that a field shows or offers. */
interface Wanted {
  readonly target: string;
  readonly columns: readonly string[];
  readonly sort: readonly Sort[];
  readonly limit: number;
  /** As the definition's eyes see (candidates) or as the member's do (lists). */
  readonly reach: 'policy' | 'member';
  /** Undefined: every record; null: none. */
  readonly where: Checked | undefined | null;
}

const NOTHING: LinkedPage = { records: [], refs: {}, next: null, total: { value: 0, kind: 'exact' } };

/**
 * The records that a reference field may point to, or that a list field shows, for a record, or a row of one, that is being filled in:
 * those that the member may view. Errors: form_not_found, record_not_found, query_invalid.
 */
export async function linkedRecords(ctx: Ctx, ref: string, query: LinkedQuery): Promise<LinkedPage> {
  const access = accessTo(ctx, ref);
  const record = await recordAtHand(ctx, access, query);
  const at = query.in ? rowAtHand(access, record, query.in) : { access, data: record };
  const wanted = await wantedOf(ctx, at.access, query.field, at.data);
  const target = findAccess(ctx, wanted.target);
  if (!target?.actions.has('view') || target.form.state !== 'ok' || wanted.where === null) return NOTHING;
  const scope = scoped(ctx, wanted.target, 'view');
  const where: Frag[] = [...(query.search ? searchFilter(scope, query.search) : [])];
  if (wanted.where) {
    const { reading, alias } = scope;
    const sight = sqlTargetOf(reading, target.form, alias, wanted.reach);
    where.push(frag`(${lower(wanted.where, sight, reading.env)})`);
  }
  // A record does not refer to itself; a row of it may.
  if (!query.in && wanted.reach === 'policy' && wanted.target === ref && query.record !== undefined) {
    where.push(frag`${scope.column('_id')} <> ${param(query.record, 'uuid')}`);
  }
  const fields = [...new Set([target.form.titleField, ...(query.fields ?? wanted.columns)])].filter((key) =>
    target.visible.has(key),
  );
  const sort = (query.sort ?? wanted.sort).filter(({ field }) => target.scope.form.fields.has(field));
  const [page, total] = await Promise.all([
    readPage(scope, {
      where,
      fields,
      sort: sort.length > 0 ? sort : DEFAULT_SORT,
      limit: Math.min(query.limit ?? wanted.limit, 200),
      after: query.after,
    }),
    totalOf(scope, where, 'capped'),
  ]);
  const refs = await referenceTitles(ctx, refsOf(target.form, page.records));
  return { ...page, refs, ...(total ? { total } : {}) };
}

async function wantedOf(ctx: Ctx, access: Access, key: string, data: Row): Promise<Wanted> {
  const reference = access.visible.get(key);
  if (reference?.target !== undefined && ctx.catalog.forms.has(reference.target)) {
    const candidates = await candidatesOf(ctx, access, reference, data);
    return {
      target: reference.target,
      columns: [],
      sort: RECENT,
      limit: DEFAULT_LIMIT,
      reach: 'policy',
      where: candidates === 'all' ? undefined : candidates === 'none' ? null : candidates,
    };
  }
  const list = access.displays.has(key) ? access.form.displays.get(key) : undefined;
  if (!list?.type.lists) {
    throw new AppError('query_invalid', {
      issues: [{ path: ['field'], code: 'unknown_field', params: { name: key.slice(0, 100) } }],
    });
  }
  const { form: name } = list.type.lists(list.config, () => false);
  const target = resolveRef(access.form.app, name);
  const fields = ctx.catalog.forms.get(target)?.fields;
  const lists = list.type.lists(list.config, (field) => fields?.get(field)?.many ?? false);
  const read = await readerFor(ctx, access, data, lists.where);
  const bound = bindCondition(lists, read);
  return {
    target,
    columns: lists.columns,
    sort: lists.sort ?? DEFAULT_SORT,
    limit: lists.limit,
    reach: 'member',
    where: bound.never ? null : seen(ctx, target, bound.filter),
  };
}

/** A condition with the member's eyes; one that reads what they can't see shows nothing. */
function seen(ctx: Ctx, target: string, filter: Parameters<typeof check>[0] | undefined) {
  if (filter === undefined) return undefined;
  const access = findAccess(ctx, target);
  const checked = access ? check(filter, access.scope, { root: 'condition' }) : undefined;
  return checked?.ok ? checked.value : null;
}
