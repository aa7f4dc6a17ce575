import type { Queryable } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { ChannelUse, ChannelUses } from './settings.ts';

/** How the workspace uses its channels. */
export async function channelUses(ctx: Pick<Ctx, 'catalog'>, on: Queryable): Promise<ChannelUses> {
  const { rows } = await on.query<ChannelUse & { key: string }>(
    `SELECT key, enabled, kinds FROM ${relation(ctx, 'channel')}`,
  );
  return new Map(rows.map(({ key, ...use }) => [key, use]));
}
