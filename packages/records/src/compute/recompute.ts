import { atOnce, type PoolClient, prepared } from '@trellis/db';
import type { ComputedNode, Reader } from '@trellis/forms/model';
import { ownerOf } from '@trellis/forms/model';
import type { Frag, Value } from '@trellis/logic';
import { frag, raw, toSql } from '@trellis/logic/sql';
import { catalogFormOf, relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { statementOf } from '../query/select.ts';
import { affectedIds } from './affected.ts';
import { defer } from './defer.ts';
import { feedsHeld } from './held.ts';
import { type FormPlan, planOf } from './plan.ts';
import { restsOn } from './rests-on.ts';
import { type Current, compare, readCurrent, store, workOut } from './store.ts';
import { openVerdict } from './verdict.ts';

/** Records that a transaction has written. */
export interface Written {
  /** "app:form", or "app:form.field" for rows of a sub-form. */
  readonly form: string;
  readonly ids: readonly string[];
  /** Fields that differ from before; "all" for records that are new, gone or back. */
  readonly fields: ReadonlySet<string> | 'all';
  /** What references pointed to before, by their field: these records lose something. */
  readonly left?: ReadonlyMap<string, readonly string[]>;
  /**
   * The computed fields of these very records: "done" in the write, to be worked out because of what the write changed
   * (default; "changed": the same where the record was locked before it was read), or "stale" as a whole (records that
   * come back); "new": the same for records that were just made.
   */
  readonly own?: 'done' | 'changed' | 'stale' | 'new';
  /** By a save of whole records, which has worked out what these with their rows decide by themselves. */
  readonly settled?: boolean;
}

/** Values that were brought up to date, by record: all of its fields as they stand then. */
export type Renewed = ReadonlyMap<string, Readonly<Record<string, Value>>>;

/** Records whose values are worked out in the transaction of the write; where more follow, a job does it. */
const BOUND = 1_000;

/** Fields of a form to work out, for some records. */
interface Pending {
  readonly level: number;
  readonly form: string;
  readonly fields: Set<string>;
  readonly ids: Set<string>;
  /** What was read of these records along with their lock. */
  current?: Current;
}

/** What follows from written records: found and locked, not yet worked out. */
export interface Following {
  readonly pending: Pending[];
  /** Records that the same transaction made. */
  readonly created: ReadonlySet<string>;
  readonly written: readonly Written[];
}

/** Who is behind what is worked out anew. */
interface By {
  /** Named in history; null = nobody, a definition changed. */
  readonly actor: string | null;
  /** Whether a check that holds refuses it; what definitions bring about nobody can be blamed for. */
  readonly judged: boolean;
}

/**
 * Brings everything that follows from written records up to date, through as many forms as it takes: formulas, lookups
 * and roll-ups of other records. To be called by every write in its own transaction, after its last statement. The
 * records that follow are locked in the order of their ids before they are worked out, so that of two writers the
 * second one sees what the first did. Where more than BOUND follow, a job is left for them, unless a check holds for
 * what follows: then all of it is worked out here, however long it takes.
 * Errors: validation_failed where a check that holds would no longer (`HeldBack`).
 */
export async function recompute(
  ctx: Ctx,
  client: PoolClient,
  written: readonly Written[],
  by: By = { actor: ctx.actor.id, judged: true },
): Promise<Renewed> {
  const following = await findFollowing(ctx, client, written, by.actor);
  return renew(ctx, client, following, by);
}

/** The first half of `recompute`: sends all its statements at once, so that they can go along with the write itself. */
export async function findFollowing(
  ctx: Ctx,
  client: PoolClient,
  written: readonly Written[],
  actor: string | null,
): Promise<Following> {
  const pending: Pending[] = [];
  for (const one of written) {
    const form = catalogFormOf(ctx.catalog, one.form);
    // Somebody may have brought new values into a record after it was read for this write and before it was locked.
    if (form && one.own === undefined && planOf(ctx.catalog, form).mixed.size > 0)
      add(pending, 0, form.ref, [], one.ids);
  }
  if (written.length > 0)
    await atOnce(
      client,
      written.map((one) => () => follow(ctx, client, one, pending, actor)),
    );
  const created = new Set(written.flatMap(({ own, ids }) => (own === 'new' ? ids : [])));
  return { pending, created, written };
}

/**
 * The second half of `recompute`.
 * @param options.commit goes along with the last statement where that is known to be the last one
 */
export async function renew(
  ctx: Ctx,
  client: PoolClient,
  { pending, created, written: cause }: Following,
  { actor, judged, commit }: By & { readonly commit?: () => Promise<void> },
): Promise<Renewed> {
  const verdict = judged ? openVerdict(ctx, client, cause) : undefined;
  const renewed = new Map<string, Readonly<Record<string, Value>>>();
  for (let next = take(ctx, pending); next; next = take(ctx, pending)) {
    const form = catalogFormOf(ctx.catalog, next.form);
    if (form?.state !== 'ok') continue;
    const found = foreseen(next)
      ? compare(ctx, form, next.current)
      : await workOut(ctx, client, form, [...next.ids].sort(), next.fields);
    if (found.changes.length === 0) continue;
    const ids = found.changes.map(({ id, values }) => {
      renewed.set(id, values);
      return id;
    });
    verdict?.note(found);
    const written: Written = { form: form.ref, ids, fields: found.fields };
    const write = () => store(ctx, client, found, { actor, created });
    const ends = pending.length === 0 && concernedBy(planOf(ctx.catalog, form), written).length === 0;
    if (ends && commit) {
      await verdict?.judge();
      await atOnce(client, [write, commit]);
    } else {
      await write();
      // What was read before may have followed from it.
      for (const one of pending) delete one.current;
      await follow(ctx, client, written, pending, actor);
    }
  }
  await verdict?.judge();
  return renewed;
}

/** Whether what was read along with the lock is just what is wanted: the same records, the same fields. */
const foreseen = (one: Pending): one is Pending & { readonly current: Current } =>
  one.current !== undefined &&
  one.current.fields.size === one.fields.size &&
  [...one.fields].every((key) => one.current?.fields.has(key)) &&
  one.current.rows.length === one.ids.size &&
  one.current.rows.every(({ _id }) => one.ids.has(String(_id)));

/**
 * The pending fields that nothing else pending can change any more, of one form; all of it that can be done in one go.
 * Whatever is done too early is done again, since it follows from what it read.
 */
function take(ctx: Ctx, pending: Pending[]): Pending | undefined {
  let first: Pending | undefined;
  for (const one of pending) if (!first || one.level < first.level) first = one;
  const form = first && catalogFormOf(ctx.catalog, first.form);
  if (!first || !form) {
    pending.length = 0;
    return undefined;
  }
  pending.splice(pending.indexOf(first), 1);
  const { nodes } = planOf(ctx.catalog, form);
  for (const other of pending.filter((one) => one.form === form.ref)) {
    const waits = [...other.fields].some((key) => {
      const node = nodes.get(key);
      return (
        node &&
        [first, ...pending].some((one) =>
          [...one.fields].some((field) => restsOn(ctx.catalog.forms, node, one.form, field)),
        )
      );
    });
    if (waits) continue;
    pending.splice(pending.indexOf(other), 1);
    for (const field of other.fields) first.fields.add(field);
    for (const id of other.ids) first.ids.add(id);
  }
  return first;
}

/** Finds and locks the records that follow from written ones. */
async function follow(
  ctx: Ctx,
  client: PoolClient,
  written: Written,
  pending: Pending[],
  actor: string | null,
): Promise<void> {
  const form = catalogFormOf(ctx.catalog, written.form);
  if (!form || written.ids.length === 0) return;
  const { ids, left, own } = written;
  const plan = planOf(ctx.catalog, form);
  if (own === 'stale' || (own === 'new' && plan.rework)) {
    for (const node of plan.nodes.values()) {
      if (node.volatile || (own === 'stale' && isSnapshot(node))) continue;
      add(pending, node.level, form.ref, [node.field.key], ids);
    }
  }
  const ways = byWay(concernedBy(plan, written));
  if (ways.length === 0) return;
  // One record, and those that it points to: they are few, so their values come along with their lock.
  const few = ids.length === 1 && ways.length === 1 && pending.length === 0;
  await atOnce(
    client,
    ways.map((readers) => async () => {
      const [first] = readers;
      const target = first && catalogFormOf(ctx.catalog, first.node.form);
      if (!first || target?.state !== 'ok') return;
      const last = first.source.hops.at(-1);
      const before = last?.kind === 'many' ? (left?.get(last.via) ?? []) : [];
      const affected = affectedIds(ctx, first.source.hops, ids, before);
      const keys = readers.map(({ node }) => node.field.key);
      const bound = feedsHeld(ctx, target.ref, keys) ? undefined : BOUND;
      const [found, current] = await atOnce(client, [
        () => lock(ctx, client, target, affected, bound),
        async () =>
          few && last?.kind === 'many' && first.source.hops.length === 1
            ? readCurrent(ctx, client, target, affected, new Set(keys))
            : undefined,
      ]);
      if (bound !== undefined && found.length > bound)
        await defer(ctx, client, { form: target, fields: keys, affected, actor });
      else if (found.length > 0)
        for (const { node } of readers) {
          const one = add(pending, node.level, target.ref, [node.field.key], found);
          if (current) one.current = current;
        }
    }),
  );
}

/** Fields that have to be worked out anew because of a write. */
const concernedBy = (
  { readers, followers }: FormPlan,
  { fields, own, settled }: Pick<Written, 'fields' | 'own' | 'settled'>,
): readonly Reader[] =>
  (settled ? followers : readers).filter(
    ({ node, source }) =>
      (fields === 'all' ? own === 'new' || !isSnapshot(node) : fields.has(source.field)) &&
      (source.hops.length > 0 || own !== 'done'),
  );

/** Taken when its reference was chosen: a record that goes or comes back keeps it. */
const isSnapshot = ({ computed }: ComputedNode): boolean =>
  computed.kind === 'lookup' && computed.mode === 'snapshot';

/** Readers that are reached on the same way share one query. */
function byWay(readers: readonly Reader[]): Reader[][] {
  const ways = new Map<string, Reader[]>();
  for (const reader of readers) {
    const way = JSON.stringify([reader.node.form, reader.source.hops]);
    ways.set(way, [...(ways.get(way) ?? []), reader]);
  }
  return [...ways.values()];
}

function add(
  pending: Pending[],
  level: number,
  form: string,
  fields: readonly string[],
  ids: readonly string[],
): Pending {
  let one = pending.find((known) => known.level === level && known.form === form);
  if (!one) {
    one = { level, form, fields: new Set(), ids: new Set() };
    pending.push(one);
  }
  for (const field of fields) one.fields.add(field);
  for (const id of ids) one.ids.add(id);
  return one;
}

/** Living records among these, locked; one more than the bound tells that there are too many. */
async function lock(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  ids: Frag,
  bound: number | undefined,
): Promise<string[]> {
  const limit = bound === undefined ? '' : ` LIMIT ${bound + 1}`;
  const living = ownerOf(form.ref) ? raw('') : raw(' AND r._deleted_at IS NULL');
  const { sql, params } = toSql(
    frag`SELECT r._id FROM ${raw(relation(ctx, form.table))} AS r WHERE r._id IN (${ids})${living} ORDER BY r._id${raw(limit)} FOR NO KEY UPDATE`,
  );
  const { rows } = await prepared<{ _id: string }>(client, statementOf(sql), params);
  return rows.map(({ _id }) => _id);
}
