import type { Queryable } from '@trellis/db';
import {
  type CompiledForm,
  type CompiledPair,
  type CompiledSimilar,
  shownText,
  similarRules,
} from '@trellis/forms/model';
import { blocksOf, type Reason, scoreOf } from '@trellis/forms/server';
import type { Value } from '@trellis/logic';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { AppError, type BodyOf, type Contract, type ReplyOf } from '@trellis/metadata';
import { type Access, accessTo, findAccess } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { bounded } from '../query/bounded.ts';
import { type RecordRow, recordColumns, recordOf } from '../query/columns.ts';
import { refsOf } from '../query/refs.ts';
import { rowsOf, select } from '../query/select.ts';
import { referenceTitles, titleText } from '../query/titles.ts';
import { factsOf } from '../search/facts.ts';
import { quoteName } from '../storage/names.ts';
import type { RecordBody } from '../types.ts';
import { bound, castOf } from '../write/casts.ts';
import { blockMates } from './blocks.ts';
import { storedReason } from './compare.ts';
import { readValue } from './reading.ts';
import { canBeRead, readingFor, type Side, type SideRow, sideColumns, sideName, sideOf } from './sides.ts';

type Found = ReplyOf<Contract['findSimilar']>['similar'][number];

/** Records that are told at most, and that are looked at. */
const MOST = 10;
const MOST_LOOKED_AT = 300;

/**
 * Records that may be the same as what somebody is filling in, the likeliest first: of this form and of others that its
 * rules name, in fields that the member sees on both sides. Of a record that the member may not see the owner alone is
 * told, and only where values are the same: likelihoods would let others feel their way to what stands in it.
 * Errors: form_not_found, form_unavailable, forbidden.
 */
export async function findSimilar(
  ctx: Ctx,
  ref: string,
  { values, exclude }: BodyOf<Contract['findSimilar']>,
): Promise<ReplyOf<Contract['findSimilar']>> {
  const access = accessTo(ctx, ref);
  if (ctx.actor.visitor || !(access.actions.has('create') || access.actions.has('edit')))
    throw new AppError('forbidden', { params: { action: 'create', form: ref } });
  const given = givenValues(access, values);
  const rules = similarRules(access.form).flatMap((rule) => {
    const target = findAccess(ctx, rule.form);
    if (target?.form.state !== 'ok' || !target.actions.has('view')) return [];
    const pairs = rule.pairs.filter(
      ({ field, other, how }) =>
        given.has(field) && target.visible.has(other) && canBeRead(target.form, other, how),
    );
    return pairs.length > 0 ? [{ target, rule: { ...rule, pairs } }] : [];
  });
  if (rules.length === 0) return { similar: [], refs: {} };
  const on = bounded(ctx).pool;
  const mine = await readGiven(
    on,
    access.form,
    given,
    rules.flatMap(({ rule }) => rule.pairs),
  );
  const found: Found[] = [];
  for (const { target, rule } of rules)
    found.push(...(await underRule(ctx, on, { access, given, mine }, target, rule, exclude)));
  const similar = found.sort(likelierFirst).slice(0, MOST);
  const refs = await referenceTitles(ctx, refsOfAll(ctx, similar));
  return { similar, refs };
}

/** Those that the member may not see come last: where they stand would say how likely they are. */
const likelierFirst = (a: Pick<Found, 'score'>, b: Pick<Found, 'score'>): number =>
  (b.score ?? -1) - (a.score ?? -1);

/** Values of visible fields in their one form; what can't be read yet counts for nothing. */
function givenValues(access: Access, values: Readonly<Record<string, unknown>>): Map<string, Value> {
  const given = new Map<string, Value>();
  for (const [key, field] of access.visible) {
    if (!Object.hasOwn(values, key) || access.owned.has(key)) continue;
    const value = field.type.normalise(values[key], field.config);
    if (value.ok && value.value !== null) given.set(key, value.value as Value);
  }
  return given;
}

interface Mine {
  readonly access: Access;
  readonly given: ReadonlyMap<string, Value>;
  readonly mine: SideRow;
}

/** What counts of the given values. */
async function readGiven(
  on: Queryable,
  { fields }: CompiledForm,
  given: ReadonlyMap<string, Value>,
  pairs: readonly CompiledPair[],
): Promise<SideRow> {
  const sides = new Map(pairs.map((pair) => [sideName(pair), pair]));
  const columns = [...sides].flatMap(([name, { field, how }]) => {
    const compiled = fields.get(field);
    if (!compiled) return [];
    const value = param(bound(compiled, given.get(field)), castOf(compiled));
    return [frag`(${readValue(readingFor(how), value)})::text AS ${raw(quoteName(name))}`];
  });
  const { sql, params } = toSql(frag`SELECT '' AS _id, ${join(columns, ', ')}`);
  const { rows } = await on.query<SideRow>(sql, params);
  return rows[0] ?? { _id: '' };
}

async function underRule(
  ctx: Ctx,
  on: Queryable,
  { access, given, mine }: Mine,
  target: Access,
  rule: CompiledSimilar,
  exclude: string | undefined,
): Promise<Found[]> {
  const { form } = target;
  const wanted = rule.pairs.flatMap((pair) =>
    blocksOf(pair.how, sideOf(mine, pair)).map((block) => ({
      of: form.ref === access.form.ref ? (exclude ?? '') : '',
      block,
    })),
  );
  const mates = await blockMates(ctx, on, form.ref, wanted);
  const ids = [...new Set(mates.flatMap((one) => one.ids))].slice(0, MOST_LOOKED_AT);
  if (ids.length === 0) return [];
  const sides: readonly Side[] = rule.pairs.map(({ other, how }) => ({ field: other, how }));
  const { rows } = await on.query<SideRow & { readonly owner: string | null }>(
    `SELECT _id, ${sideColumns(form, sides)}, (SELECT m.name FROM ${relation(ctx, 'member')} AS m WHERE m.id = _owner_id) AS owner
     FROM ${relation(ctx, form.table)} WHERE _id = ANY($1::uuid[]) AND _deleted_at IS NULL`,
    [ids],
  );
  const theirs =
    (row: SideRow) =>
    ({ other, how }: CompiledPair) =>
      sideOf(row, { field: other, how });
  const ofMine = (pair: CompiledPair) => sideOf(mine, pair);
  const alike = rows.flatMap((row) => {
    const { score, reasons } = scoreOf(rule.pairs, ofMine, theirs(row));
    return score >= rule.threshold ? [{ row, score, reasons }] : [];
  });
  const records = await visibleRecords(
    ctx,
    target,
    rule,
    alike.map(({ row }) => row._id),
  );
  const facts = factsOf(ctx.catalog, target);
  const shown = new Set([form.titleField, form.stageField, ...facts]);
  return alike
    .flatMap(({ row, score, reasons }): Found[] => {
      const seen = records.get(row._id);
      const about = { form: form.ref, facts: [...facts], owner: row.owner };
      if (!seen) {
        const same = rule.pairs.filter((pair) => ofMine(pair) === theirs(row)(pair));
        const enough = scoreOf(same, ofMine, theirs(row)).score >= rule.threshold;
        return enough ? [{ ...about, record: null, title: null, score: null, reasons: [] }] : [];
      }
      const values = Object.fromEntries(Object.entries(seen.values).filter(([key]) => shown.has(key)));
      return [
        {
          ...about,
          record: { ...seen, values },
          title: titleText(ctx, target.visible.get(form.titleField), titleOf(seen, form)),
          score,
          reasons: reasons.map((reason) => told(ctx, { access, given }, target, seen, reason)),
        },
      ];
    })
    .sort(likelierFirst)
    .slice(0, MOST);
}

const titleOf = ({ values }: RecordBody, { titleField }: CompiledForm): Value =>
  (values[titleField] ?? null) as Value;

/** Those of some records that the member may see. */
async function visibleRecords(
  ctx: Ctx,
  { form, visible }: Access,
  rule: CompiledSimilar,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordBody>> {
  if (ids.length === 0) return new Map();
  const scope = scoped(ctx, form.ref, 'view');
  const facts = factsOf(ctx.catalog, scope.access);
  const others = rule.pairs.map(({ other }) => other);
  const fields = [...new Set([form.titleField, form.stageField ?? '', ...facts, ...others])].filter((key) =>
    visible.has(key),
  );
  const query = select(scope, {
    columns: [recordColumns(scope, fields)],
    where: [frag`${scope.column('_id')} = ANY(${param(ids, 'uuid[]')})`],
  });
  const rows = await rowsOf<RecordRow>(bounded(ctx), query);
  return new Map(rows.map((row) => [row._id, recordOf(ctx, form, row, fields)]));
}

/** A reason with both values as people read them. */
function told(
  ctx: Ctx,
  { access, given }: Pick<Mine, 'access' | 'given'>,
  target: Access,
  { values }: RecordBody,
  reason: Reason,
): Found['reasons'][number] {
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
  const { field, other } = reason.pair;
  const text = ({ visible }: Access, key: string, value: unknown): string => {
    const compiled = visible.get(key);
    return compiled && value !== null && value !== undefined
      ? shownText(compiled, value as NonNullable<Value>, env)
      : '';
  };
  return {
    ...storedReason(reason),
    mine: text(access, field, given.get(field)),
    theirs: text(target, other, values[other]),
  };
}

/** What the told records point to. */
function refsOfAll(ctx: Ctx, similar: readonly Found[]): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const { form: ref, record } of similar) {
    const form = ctx.catalog.forms.get(ref);
    if (!record || !form) continue;
    for (const [target, ids] of refsOf(form, [record as RecordBody]))
      all.set(target, new Set([...(all.get(target) ?? []), ...ids]));
  }
  return all;
}
