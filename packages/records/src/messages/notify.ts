import type { Queryable } from '@trellis/db';
import { type NotificationText, newId } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { emit } from '../write/outbox.ts';
import { channelUses } from './channels.ts';
import { type MessageSettings, placesFor } from './settings.ts';

/** Kind of the outbox event after which members look again at what they were told, and what is due is sent. */
export const MESSAGE_EVENT = 'message';

/** Payload of the event. */
export interface MessageEvent {
  /** Whose notifications changed. */
  readonly members: readonly string[];
  /** Something waits to be sent by a channel. */
  readonly due?: boolean;
}

/**
 * Something to tell members. `kind` and `text` are those of `NOTIFICATION_KINDS`; who reads it sees `{by}`, `{record}`
 * and `{form}` filled in under their own rights, so none of them belongs into `params` or `body` as a copy.
 */
export type Note = NotificationText & {
  /** Members; those who are disabled, and `by`, are told nothing. */
  readonly to: Iterable<string>;
  /** The member who did it. */
  readonly by?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>>;
  /** What was said, as plain text; shown to who may see the linked record. */
  readonly body?: string | undefined;
  /** What it is about. With a page of the product the form alone gives its name. */
  readonly link?: {
    readonly app: string;
    readonly form: string;
    /** Absent: several records of the form. */
    readonly record?: string;
    /** Of the record's page, e.g. "activity"; of the product where there is no record. */
    readonly tab?: string;
  };
  /** While a member has not read a note of this name, the next takes its place and no channel tells it again. */
  readonly key?: string;
  /** The comment that it tells of, and goes with. */
  readonly about?: string;
};

const MOST_BODY = 2_000;

/**
 * Tells members something, in the transaction that `client` runs: with its commit they see it and channels get it, and
 * without it nobody hears of anything.
 */
export async function notify(ctx: Pick<Ctx, 'catalog'>, client: Queryable, note: Note): Promise<void> {
  const to = [...new Set(note.to)].filter((id) => id !== note.by);
  if (to.length === 0) return;
  const { rows: members } = await client.query<{ id: string; settings: MessageSettings | null }>(
    `SELECT m.id, s.document AS settings FROM ${relation(ctx, 'member')} AS m
     LEFT JOIN ${relation(ctx, 'message_setting')} AS s ON s.member_id = m.id
     WHERE m.id = ANY($1::uuid[]) AND m.disabled_at IS NULL ORDER BY m.id`,
    [to],
  );
  const uses = await channelUses(ctx, client);
  const told = members
    .map(({ id, settings }) => ({ member: id, places: placesFor(uses, note.kind, settings ?? {}) }))
    .filter(({ places }) => places.size > 0);
  if (told.length === 0) return;
  const fresh = await store(ctx, client, note, told);
  const due = fresh.flatMap(({ id, member }) => {
    const places = told.find((one) => one.member === member)?.places ?? new Set();
    return [...places].filter((place) => place !== 'product').map((channel) => ({ id, member, channel }));
  });
  await queue(ctx, client, due);
  await announce(ctx, client, { members: told.map(({ member }) => member), due: due.length > 0 });
}

/** Has pages of members look again, and channels too, with the transaction that `client` runs. */
export async function announce(
  ctx: Pick<Ctx, 'catalog'>,
  client: Queryable,
  event: MessageEvent,
): Promise<void> {
  await emit(ctx, client, MESSAGE_EVENT, event);
}

/** Notes that did not take the place of an unread one. */
async function store(
  ctx: Pick<Ctx, 'catalog'>,
  client: Queryable,
  note: Note,
  told: readonly { readonly member: string; readonly places: ReadonlySet<string> }[],
): Promise<{ id: string; member: string }[]> {
  const { rows } = await client.query<{ id: string; member: string; times: number }>(
    `INSERT INTO ${relation(ctx, 'notification')} AS n
       (id, member_id, shown, kind, text, params, body, by_id, app, form, record_id, tab, key, about)
     SELECT x.id, x.member, x.shown, $4, $5, $6::jsonb, $7, $8::uuid, $9, $10, $11::uuid, $12, $13, $14::uuid
     FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS x (id, member, shown)
     ON CONFLICT (member_id, key) WHERE key IS NOT NULL AND read_at IS NULL AND deleted_at IS NULL
     DO UPDATE SET kind = excluded.kind, text = excluded.text, params = excluded.params, body = excluded.body,
       by_id = excluded.by_id, app = excluded.app, form = excluded.form, record_id = excluded.record_id,
       tab = excluded.tab, about = excluded.about, shown = n.shown OR excluded.shown, times = n.times + 1, told_at = now()
     RETURNING n.id, n.member_id AS member, n.times`,
    [
      told.map(() => newId()),
      told.map(({ member }) => member),
      told.map(({ places }) => places.has('product')),
      ...[note.kind, note.text, JSON.stringify(note.params ?? {}), note.body?.slice(0, MOST_BODY) ?? null],
      ...[note.by ?? null, note.link?.app ?? null, note.link?.form ?? null, note.link?.record ?? null],
      ...[note.link?.tab ?? null, note.key ?? null, note.about ?? null],
    ],
  );
  return rows.filter(({ times }) => times === 1);
}

async function queue(
  ctx: Pick<Ctx, 'catalog'>,
  client: Queryable,
  list: readonly { readonly id: string; readonly member: string; readonly channel: string }[],
): Promise<void> {
  if (list.length === 0) return;
  await client.query(
    `INSERT INTO ${relation(ctx, 'delivery')} (id, notification_id, member_id, channel)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])`,
    [
      list.map(() => newId()),
      list.map(({ id }) => id),
      list.map(({ member }) => member),
      list.map(({ channel }) => channel),
    ],
  );
}
