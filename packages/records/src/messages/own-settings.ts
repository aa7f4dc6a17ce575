import { inTransaction } from '@trellis/db';
import { isZone } from '@trellis/logic';
import {
  AppError,
  type BodyOf,
  CHANNEL_KEYS,
  type Contract,
  NOTIFICATION_KIND_KEYS,
  type NotificationKindKey,
  type ReplyOf,
} from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { Channels } from './channel.ts';
import { channelSetup } from './channel-config.ts';
import { channelUses } from './channels.ts';
import { announce } from './notify.ts';
import {
  type ChannelUses,
  defaultPlaces,
  isChannelOn,
  type MessageSettings,
  type Place,
  placesFor,
} from './settings.ts';

type Settings = ReplyOf<Contract['getMessageSettings']>;

/** Where the member is told what, channels in use only. */
export async function getMessageSettings(ctx: Ctx, channels: Channels): Promise<Settings> {
  const uses = await channelUses(ctx, ctx.pool);
  const { rows } = await ctx.pool.query<{ document: MessageSettings }>(
    `SELECT document FROM ${relation(ctx, 'message_setting')} WHERE member_id = $1`,
    [ctx.actor.id],
  );
  const own = rows[0]?.document ?? {};
  return {
    channels: await Promise.all(
      CHANNEL_KEYS.flatMap((key) => {
        const channel = channels[key];
        if (!channel || !isChannelOn(uses, key)) return [];
        return [channelSetup(ctx, ctx.pool, key, channel).then(({ ready }) => ({ key, simulated: !ready }))];
      }),
    ),
    kinds: NOTIFICATION_KIND_KEYS.map((key) => {
      const places = placesFor(uses, key, own);
      return { key, places: Object.fromEntries(placesIn(uses).map((place) => [place, places.has(place)])) };
    }),
    quiet: own.quiet ?? {
      enabled: false,
      from: '22:00',
      to: '08:00',
      weekends: false,
      tz: ctx.catalog.workspace.tz,
    },
  };
}

/**
 * Keeps what the member chose where it is not what it would be anyway, so that administrators can still move the rest.
 * What waited for the end of the quiet hours is looked at again. Errors: validation_failed (no such zone).
 */
export async function saveMessageSettings(
  ctx: Ctx,
  { kinds, quiet }: BodyOf<Contract['saveMessageSettings']>,
): Promise<void> {
  if (!isZone(quiet.tz)) {
    throw new AppError('validation_failed', { issues: [{ path: ['quiet', 'tz'], code: 'unknown_zone' }] });
  }
  await inTransaction(ctx.pool, async ({ client }) => {
    const uses = await channelUses(ctx, client);
    const places = Object.fromEntries(
      kinds.map(({ key, places: wanted }) => [key, chosen(uses, key, wanted)]),
    );
    const document: MessageSettings = { places, quiet };
    await client.query(
      `INSERT INTO ${relation(ctx, 'message_setting')} (member_id, document) VALUES ($1, $2)
       ON CONFLICT (member_id) DO UPDATE SET document = excluded.document, updated_at = now()`,
      [ctx.actor.id, JSON.stringify(document)],
    );
    await client.query(
      `UPDATE ${relation(ctx, 'delivery')} SET due_at = now() WHERE member_id = $1 AND state = 'queued'`,
      [ctx.actor.id],
    );
    await announce(ctx, client, { members: [ctx.actor.id], due: true });
  });
}

const placesIn = (uses: ChannelUses): Place[] => [
  'product',
  ...CHANNEL_KEYS.filter((channel) => isChannelOn(uses, channel)),
];

function chosen(
  uses: ChannelUses,
  kind: NotificationKindKey,
  wanted: Readonly<Record<string, boolean>>,
): Partial<Record<Place, boolean>> {
  const usual = defaultPlaces(uses, kind);
  const different = placesIn(uses).filter(
    (place) => wanted[place] !== undefined && wanted[place] !== usual.has(place),
  );
  return Object.fromEntries(different.map((place) => [place, wanted[place]]));
}
