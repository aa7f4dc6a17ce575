import { type Contract, issueMessage, newId, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import type { Channels } from './channel.ts';
import { channelSetup, findChannel } from './channel-config.ts';
import { readerOf } from './reader.ts';

const TEXT = {
  zh: { title: '这是一条测试消息', body: '收到它，说明这个渠道已经可以用了。' },
  en: { title: 'This is a test message', body: 'That you read it means that this channel works.' },
};

/** Sends a message to who asks, now, and says how that went. Errors: forbidden, not_found. */
export async function tryChannel(
  ctx: Ctx,
  channels: Channels,
  key: string,
  url: string,
): Promise<ReplyOf<Contract['testChannel']>> {
  requireAdmin(ctx);
  const channel = findChannel(channels, key);
  const { config, ready } = await channelSetup(ctx, ctx.pool, key, channel);
  const failed = (code: string) => ({
    sent: false,
    to: null,
    reason: issueMessage({ path: [], code }, ctx.locale),
  });
  if (!ready) return failed('channel_not_ready');
  const reader = await readerOf(ctx, ctx.actor.id);
  const message = {
    id: newId(),
    kind: 'system',
    to: {
      id: ctx.actor.id,
      name: reader?.name ?? '',
      email: reader?.email ?? null,
      phone: reader?.phone ?? null,
    },
    ...TEXT[ctx.locale],
    url,
    at: ctx.now,
    locale: ctx.locale,
    workspace: { key: ctx.catalog.workspace.key, name: ctx.catalog.workspace.name },
  };
  const to = channel.address(message, ctx.locale);
  if (to === undefined) return failed('delivery_no_address');
  const sent = await channel.send(message, config);
  return sent.ok
    ? { sent: true, to, reason: null }
    : { sent: false, to, reason: issueMessage(sent.issue, ctx.locale) };
}
