import type { Queryable } from '@trellis/db';
import { isSealed } from '@trellis/forms/model';
import {
  AppError,
  type BodyOf,
  CHANNEL_KEYS,
  type ChannelKey,
  type Contract,
  NOTIFICATION_KIND_KEYS,
  type ReplyOf,
} from '@trellis/metadata';
import { schemaIssues } from '@trellis/metadata/ajv';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import type { Place } from '../secrets/keyring.ts';
import type { Channel, ChannelConfig, ChannelField, Channels } from './channel.ts';
import { channelUses } from './channels.ts';
import { defaultPlaces, isChannelOn } from './settings.ts';

type Told = ReplyOf<Contract['saveChannel']>;
type Change = BodyOf<Contract['saveChannel']>;
type Reading = Pick<Ctx, 'catalog' | 'keys'>;

/** A channel as the workspace uses it. */
export interface ChannelSetup {
  readonly details: boolean;
  readonly config: ChannelConfig;
  /** Has all that it needs to send. */
  readonly ready: boolean;
}

const placeOf = ({ catalog }: Reading, key: string): Place => [catalog.workspace.id, 'channel', key];

/** How a channel is set up; what can't be decrypted any more is as if it had never been filled in. */
export async function channelSetup(
  ctx: Reading,
  on: Queryable,
  key: string,
  channel: Channel,
): Promise<ChannelSetup> {
  const { rows } = await on.query<{ details: boolean; config: string | null }>(
    `SELECT details, config FROM ${relation(ctx, 'channel')} WHERE key = $1`,
    [key],
  );
  const sealed = rows[0]?.config;
  const text = isSealed(sealed) ? ctx.keys.open(sealed, placeOf(ctx, key)) : undefined;
  const config: ChannelConfig = text === undefined ? {} : JSON.parse(text);
  const ready = channel.fields.every((field) => !field.required || config[field.key] !== undefined);
  return { details: rows[0]?.details ?? false, config, ready };
}

/** The channels and how they are set up, without secrets. Errors: forbidden. */
export async function listChannels(ctx: Ctx, channels: Channels): Promise<Told[]> {
  requireAdmin(ctx);
  const uses = await channelUses(ctx, ctx.pool);
  return Promise.all(
    CHANNEL_KEYS.flatMap((key) => {
      const channel = channels[key];
      if (!channel) return [];
      const kinds = NOTIFICATION_KIND_KEYS.filter((kind) => {
        // What would go there if it were on: so that turning it on shows what that does.
        const on = new Map(uses).set(key, { kinds: uses.get(key)?.kinds ?? null, enabled: true });
        return defaultPlaces(on, kind).has(key);
      });
      return [told(ctx, key, channel, isChannelOn(uses, key), kinds)];
    }),
  );
}

async function told(
  ctx: Ctx,
  key: ChannelKey,
  channel: Channel,
  enabled: boolean,
  kinds: Told['kinds'],
): Promise<Told> {
  const { details, config, ready } = await channelSetup(ctx, ctx.pool, key, channel);
  return {
    key,
    enabled,
    ready,
    kinds,
    details,
    fields: channel.fields.map(({ schema, ...field }) => ({
      ...field,
      required: field.required ?? false,
      secret: field.secret ?? false,
      input: INPUTS[schema.type],
    })),
    config: Object.fromEntries(
      channel.fields.map(({ key: name, secret }) => [
        name,
        secret ? config[name] !== undefined : (config[name] ?? null),
      ]),
    ),
  };
}

const INPUTS = { string: 'text', integer: 'number', boolean: 'switch' } as const;

/**
 * Sets a channel up. Fields that are not given stay as they are, null and "" clear one.
 * Errors: forbidden, not_found, validation_failed at config.
 */
export async function saveChannel(ctx: Ctx, channels: Channels, key: string, change: Change): Promise<Told> {
  requireAdmin(ctx);
  const channel = findChannel(channels, key);
  const before = await channelSetup(ctx, ctx.pool, key, channel);
  const config = Object.fromEntries(
    Object.entries({ ...before.config, ...change.config }).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== null && entry[1] !== '',
    ),
  );
  const issues = schemaIssues(schemaOf(channel), config);
  if (issues.length > 0) {
    throw new AppError('validation_failed', {
      issues: issues.map((issue) => ({ ...issue, path: ['config', ...issue.path] })),
    });
  }
  const sealed = ctx.keys.seal(JSON.stringify(config), placeOf(ctx, key));
  await ctx.pool.query(
    `INSERT INTO ${relation(ctx, 'channel')} (key, enabled, kinds, details, config, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (key) DO UPDATE SET enabled = excluded.enabled, kinds = excluded.kinds, details = excluded.details,
       config = excluded.config, updated_by = excluded.updated_by, updated_at = now()`,
    [key, change.enabled, change.kinds, change.details, sealed, ctx.actor.id],
  );
  return told(ctx, key as ChannelKey, channel, change.enabled, change.kinds);
}

/** Errors: not_found. */
export function findChannel(channels: Channels, key: string): Channel {
  const channel = Object.hasOwn(channels, key) ? channels[key] : undefined;
  if (!channel) throw new AppError('not_found');
  return channel;
}

const schemas = new WeakMap<Channel, object>();

/** JSON Schema of a channel's settings; what is required is asked for when it sends, not when it is saved. */
function schemaOf(channel: Channel): { readonly [keyword: string]: unknown } {
  let schema = schemas.get(channel);
  if (!schema) {
    const properties = channel.fields.map((field: ChannelField) => [field.key, field.schema] as const);
    schema = { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
    schemas.set(channel, schema);
  }
  return schema as { readonly [keyword: string]: unknown };
}
