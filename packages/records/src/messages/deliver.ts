import { inTransaction, type Pool, type Queryable } from '@trellis/db';
import { CHANNELS, type ChannelKey, type Issue, type NotificationKindKey } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Catalog, Log } from '../contract.ts';
import type { Keyring } from '../secrets/keyring.ts';
import type { Channels, OutgoingMessage } from './channel.ts';
import { type ChannelSetup, channelSetup } from './channel-config.ts';
import { channelUses } from './channels.ts';
import { notify } from './notify.ts';
import { quietUntil } from './quiet.ts';
import { readerOf } from './reader.ts';
import { type MessageSettings, placesFor } from './settings.ts';
import { STORED, type Stored, type Words, wordsOf } from './words.ts';

/** Name of the job; its payload is the schema of the workspace. */
export const DELIVER_JOB = 'deliver';

/** What it takes to send. */
export interface Delivering {
  readonly pool: Pool;
  readonly log: Log;
  readonly keys: Keyring;
  readonly catalog: Catalog;
  readonly channels: Channels;
  /** Address of a page of the workspace, "/a/…" or "". */
  readonly url: (path: string) => string;
  /** ISO instant. */
  readonly now: string;
}

/** Deliveries that one process has in hand at a time. */
const BATCH = 5;
/** After that somebody else may take them: the process is taken for dead. */
const LEASE_MS = 120_000;
/** Waits before the second try and those after it, in minutes; then it is given up. */
const WAITS = [1, 10, 100];

interface Taken extends Stored {
  readonly delivery: string;
  readonly member: string;
  readonly channel: string;
  readonly attempts: number;
  readonly until: string;
  readonly at: string;
  readonly read: boolean;
  readonly settings: MessageSettings | null;
}

/** How a delivery ended, or goes on. */
type Outcome =
  | { readonly state: 'sent' | 'simulated'; readonly content: Content }
  | { readonly state: 'skipped' | 'dead'; readonly reason: Issue; readonly content?: Content | undefined }
  /** It waits, and this was no try. */
  | { readonly state: 'queued'; readonly reason: Issue; readonly due: string }
  | {
      readonly state: 'failed';
      readonly reason: Issue;
      readonly due: string;
      readonly content?: Content | undefined;
    };
interface Content {
  readonly to: string;
  readonly title: string;
  readonly body: string | null;
}

/**
 * Sends a few of the deliveries that are due; answers how many it had. A process that dies between sending and noting it
 * has the message sent again, under the same id: at least once, never silently not at all.
 */
export async function deliverDue(at: Delivering): Promise<number> {
  const taken = await take(at);
  await Promise.all(
    taken.map(async (one) => {
      const outcome = await deliver(at, one).catch((err: unknown): Outcome => {
        at.log.error({ err, delivery: one.delivery }, 'delivery failed');
        return failed(at, one, { path: [], code: 'delivery_broken' });
      });
      await note(at, one, outcome);
    }),
  );
  return taken.length;
}

/** When the next delivery is due; null when none waits. */
export async function nextDelivery(at: Pick<Delivering, 'pool' | 'catalog'>): Promise<string | null> {
  const { rows } = await at.pool.query<{ next: string | null }>(
    `SELECT min(greatest(due_at, taken_until)) AS next FROM ${relation(at, 'delivery')} WHERE state IN ('queued', 'failed')`,
  );
  return rows[0]?.next ?? null;
}

/** Takes what is due, for as long as the lease lasts. A try counts from here: one that kills its process counts too. */
async function take(at: Delivering): Promise<Taken[]> {
  const delivery = relation(at, 'delivery');
  const until = new Date(Date.parse(at.now) + LEASE_MS).toISOString();
  const { rows } = await at.pool.query<Taken>(
    `WITH due AS (
       SELECT id FROM ${delivery} WHERE state IN ('queued', 'failed') AND due_at <= $1
         AND (taken_until IS NULL OR taken_until <= $1)
       ORDER BY due_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED),
     taken AS (
       UPDATE ${delivery} AS d SET taken_until = $2, attempts = attempts + 1 FROM due WHERE d.id = due.id
       RETURNING d.*)
     SELECT d.id AS delivery, d.member_id AS member, d.channel, d.attempts, d.taken_until AS until, n.told_at AS at,
       n.read_at IS NOT NULL OR n.deleted_at IS NOT NULL OR n.withdrawn_at IS NOT NULL AS read,
       s.document AS settings, ${STORED}
     FROM taken AS d LEFT JOIN ${relation(at, 'notification')} AS n ON n.id = d.notification_id
     LEFT JOIN ${relation(at, 'message_setting')} AS s ON s.member_id = d.member_id`,
    [at.now, until],
  );
  return rows;
}

async function deliver(at: Delivering, one: Taken): Promise<Outcome> {
  const channel = at.channels[one.channel];
  const uses = await channelUses(at, at.pool);
  // Whatever was true when it was queued may have changed while it waited.
  if (one.id === null || one.read) return skipped('delivery_read');
  const places = placesFor(uses, one.kind as NotificationKindKey, one.settings ?? {});
  if (!channel || !places.has(one.channel as ChannelKey)) return skipped('delivery_unwanted');
  const end = quietUntil(one.settings?.quiet, at.now);
  if (end) return { state: 'queued', reason: { path: [], code: 'delivery_quiet' }, due: end };
  if (one.attempts > WAITS.length + 1)
    return { state: 'dead', reason: { path: [], code: 'delivery_broken' } };
  const setup = await channelSetup(at, at.pool, one.channel, channel);
  const message = await compose(at, one, setup);
  if (!message) return skipped('delivery_disabled');
  const to = channel.address(message, message.locale);
  if (to === undefined) return skipped('delivery_no_address');
  const content: Content = { to, title: message.title, body: message.body };
  if (!setup.ready) return { state: 'simulated', content };
  const sent = await channel.send(message, setup.config);
  return sent.ok ? { state: 'sent', content } : failed(at, one, sent.issue, content, sent.again);
}

const skipped = (code: string): Outcome => ({ state: 'skipped', reason: { path: [], code } });

function failed(at: Delivering, one: Taken, reason: Issue, content?: Content, again = true): Outcome {
  const wait = WAITS[one.attempts - 1];
  if (!again || wait === undefined) return { state: 'dead', reason, content };
  const due = new Date(Date.parse(at.now) + wait * 60_000).toISOString();
  return { state: 'failed', reason, due, content };
}

/** The words for the reader; undefined where nobody reads any more. */
async function compose(
  at: Delivering,
  one: Taken,
  { details }: ChannelSetup,
): Promise<OutgoingMessage | undefined> {
  const reader = await readerOf(at, one.member);
  if (!reader) return undefined;
  const discreet = CHANNELS[one.channel as ChannelKey].shared && !details;
  const [words] = await wordsOf(reader.ctx, [one], { discreet });
  if (!words) return undefined;
  const { key, name } = at.catalog.workspace;
  return {
    id: one.delivery,
    kind: one.kind,
    to: { id: one.member, name: reader.name, email: reader.email, phone: reader.phone },
    title: words.title,
    body: words.body,
    url: at.url(pathOf(words.link)),
    at: one.at,
    locale: reader.ctx.locale,
    workspace: { key, name },
  };
}

/** Where a link leads, behind the address of the workspace. */
function pathOf(link: Words['link']): string {
  if (!link) return '';
  if ('page' in link) return `/${link.page}`;
  const tab = link.tab ? `?tab=${encodeURIComponent(link.tab)}` : '';
  return `/a/${link.app}/f/${link.form}/${link.record}${tab}`;
}

/** Notes how it went, unless somebody else has taken the delivery meanwhile. */
async function note(at: Delivering, one: Taken, outcome: Outcome): Promise<void> {
  const done = outcome.state !== 'queued' && outcome.state !== 'failed';
  await inTransaction(at.pool, async ({ client }) => {
    const { rowCount } = await client.query(
      `UPDATE ${relation(at, 'delivery')} SET state = $3, reason = $4, content = coalesce($5, content),
         due_at = coalesce($6, due_at), done_at = $7, taken_until = NULL, attempts = attempts - $8
       WHERE id = $1 AND taken_until = $2`,
      [
        ...[one.delivery, one.until, outcome.state],
        'reason' in outcome ? JSON.stringify(outcome.reason) : null,
        'content' in outcome && outcome.content ? JSON.stringify(outcome.content) : null,
        ...['due' in outcome ? outcome.due : null, done ? at.now : null],
        // Waiting for the end of quiet hours was no try, and neither was what nobody wants any more.
        outcome.state === 'queued' || outcome.state === 'skipped' ? 1 : 0,
      ],
    );
    if (rowCount && outcome.state === 'dead') await tellAdmins(at, client, one.channel as ChannelKey);
  });
}

/** Administrators hear of a channel that gives up, once until they have read it. */
async function tellAdmins(at: Delivering, client: Queryable, channel: ChannelKey): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${relation(at, 'member')} WHERE is_admin AND disabled_at IS NULL`,
  );
  const { zh, en } = CHANNELS[channel].label;
  await notify(at, client, {
    kind: 'system',
    text: 'channelFailed',
    to: rows.map(({ id }) => id),
    params: { channel: zh, channel_en: en },
    key: `channel ${channel}`,
  });
}
