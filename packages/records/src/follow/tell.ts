import { inTransaction, isRetryable, type PoolClient, poolWithin } from '@trellis/db';
import { splitRef } from '@trellis/forms/model';
import { hearsOf } from '../access/hears.ts';
import { activeMembers, type Bystander, type Sight, sightOf } from '../access/sight.ts';
import { relation } from '../access/target.ts';
import { notify } from '../messages/notify.ts';
import type { RecordEvent } from '../write/event.ts';
import { type Followers, followersOf } from './followers.ts';

/** What somebody did to a record. */
interface Deed {
  readonly form: string;
  readonly record: string;
  readonly op: 'update' | 'delete' | 'restore';
  readonly by: string;
  /** The version that it made; absent for many records at once. */
  readonly version: number | undefined;
}

/** As many records that one person changes in one go are told one by one, more in one sentence. */
const ONE_BY_ONE = 3;
/** Records that are asked about together. */
const AT_ONCE = 1_000;

const TEXTS = {
  update: { one: 'changed', many: 'changedSome' },
  delete: { one: 'deleted', many: 'deletedSome' },
  restore: { one: 'restored', many: 'restoredSome' },
} as const;

/**
 * Tells the followers of records, and their owners unless they wish otherwise, what others did to them: whoever may
 * view the record now and something of what changed. Runs behind the saves, over what the outbox says.
 */
export async function tellFollowers(
  ctx: Bystander,
  client: PoolClient,
  events: readonly RecordEvent[],
): Promise<void> {
  const deeds = events.flatMap(({ form, op, ids, by, version }): Deed[] => {
    const known = ctx.catalog.forms.get(form)?.state === 'ok';
    if (!known || by === undefined || (op !== 'update' && op !== 'delete' && op !== 'restore')) return [];
    return ids.map((record) => ({ form, record, op, by, version }));
  });
  const groups = new Map<string, Deed[]>();
  for (const deed of deeds) {
    const name = `${deed.form} ${deed.op} ${deed.by}`;
    const group = groups.get(name);
    if (group) group.push(deed);
    else groups.set(name, [deed]);
  }
  const parts = [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / AT_ONCE) }, (_, n) =>
      group.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
    ),
  );
  for (const group of parts) {
    try {
      await inTransaction(poolWithin(client), (tx) => tellOf(ctx, tx.client, group), { attempts: 1 });
    } catch (err) {
      if (isRetryable(err)) throw err;
      // Events behind it must not wait for ever for what can't be told.
      ctx.log.error({ err, form: group[0]?.form }, 'followers could not be told');
    }
  }
}

/** Tells of what one person did to records of one form. */
async function tellOf(ctx: Bystander, client: PoolClient, deeds: readonly Deed[]): Promise<void> {
  const [first] = deeds;
  if (!first) return;
  const { form, op, by } = first;
  const records = [...new Set(deeds.map(({ record }) => record))];
  const { wanting, owners } = await wantingOf(ctx, client, form, records, by);
  if (wanting.size === 0) return;
  const members = await activeMembers(ctx, client, wanting.keys());
  const sights = await sightOf(ctx, client, form, records, members, { deleted: op === 'delete' });
  const changes = op === 'update' ? await changesOf(ctx, client, deeds) : new Map<string, Old[]>();
  const told = new Map<string, string[]>();
  for (const [member, sight] of sights) {
    const concerns = (record: string) => (old: Old) =>
      // Whose it has become was told so by the save.
      sees(sight, old) && !(Object.hasOwn(old, '_owner_id') && owners.get(record) === member);
    const list = [...(wanting.get(member) ?? [])].filter(
      (record) =>
        sight.records.has(record) && (op !== 'update' || changes.get(record)?.some(concerns(record))),
    );
    if (list.length > 0) told.set(member, list);
  }
  const { app, key } = splitRef(form);
  const many = [...told].filter(([, list]) => list.length > ONE_BY_ONE).map(([member]) => member);
  await notify(ctx, client, {
    ...{ kind: 'follow', text: TEXTS[op].many, by, to: many },
    ...{ link: { app, form: key }, key: `follow ${form} ${op} ${by}` },
  });
  for (const record of records) {
    const to = [...told].filter(([, list]) => list.length <= ONE_BY_ONE && list.includes(record));
    const fields = [...new Set((changes.get(record) ?? []).flatMap((old) => Object.keys(old)))];
    await notify(ctx, client, {
      ...{ kind: 'follow', text: TEXTS[op].one, by, to: to.map(([member]) => member) },
      ...{ link: { app, form: key, record }, key: `follow ${record}` },
      ...(fields.length > 0 ? { params: { fields: fields.join(' ') } } : {}),
    });
  }
}

/** Who wants to hear of which records, whatever they may see. */
async function wantingOf(
  ctx: Bystander,
  client: PoolClient,
  form: string,
  records: readonly string[],
  by: string,
) {
  const table = ctx.catalog.forms.get(form)?.table ?? '';
  const { rows } = await client.query<{ record: string; owner: string | null }>(
    `SELECT _id AS record, _owner_id AS owner FROM ${relation(ctx, table)} WHERE _id = ANY($1::uuid[])`,
    [records],
  );
  const followers = await followersOf(ctx, client, form, records);
  const nobody: Followers = { starring: [], muting: [] };
  const wanting = new Map<string, Set<string>>();
  for (const { record, owner } of rows) {
    const { starring, muting } = followers.get(record) ?? nobody;
    const members = [...starring, ...(owner && !muting.includes(owner) ? [owner] : [])];
    for (const member of members)
      if (member !== by) wanting.set(member, (wanting.get(member) ?? new Set()).add(record));
  }
  return { wanting, owners: new Map(rows.map(({ record, owner }) => [record, owner])) };
}

/** Old values of what a change replaced, by field. */
type Old = Readonly<Record<string, unknown>>;

/** What changed of records, by record. */
async function changesOf(
  ctx: Bystander,
  client: PoolClient,
  deeds: readonly Deed[],
): Promise<Map<string, Old[]>> {
  const { rows } = await client.query<{ record: string; before: Old | null }>(
    `SELECT record_id AS record, before FROM ${relation(ctx, 'record_change')}
     WHERE form = $1 AND (record_id, version) IN (SELECT * FROM unnest($2::uuid[], $3::int[]))
       AND op = 'update' AND cause <> 'computed'`,
    [deeds[0]?.form, deeds.map(({ record }) => record), deeds.map(({ version }) => version ?? null)],
  );
  const changes = new Map<string, Old[]>();
  for (const { record, before } of rows) changes.set(record, [...(changes.get(record) ?? []), before ?? {}]);
  return changes;
}

/** Whether somebody may see anything of what changed. */
const sees = ({ access }: Sight, old: Old): boolean =>
  Object.keys(old).some((key) => key === '_owner_id' || hearsOf(access, key));
