import type { ChannelKey } from '@trellis/metadata';
import type { Channel } from '@trellis/records/server';
import { dingtalk } from './dingtalk/channel.ts';
import { email } from './email/channel.ts';
import { feishu } from './feishu/channel.ts';
import type { Net } from './net.ts';
import { webhook } from './webhook/channel.ts';
import { wecom } from './wecom/channel.ts';

const TIMEOUT_MS = 10_000;

/** The ways out of the product. What members see in the product itself goes by `notify` and the event stream. */
export function openChannels(
  allowed: readonly string[],
  timeout = TIMEOUT_MS,
): Readonly<Record<ChannelKey, Channel>> {
  const net: Net = { allowed: new Set(allowed), timeout };
  return {
    email: email(net),
    wecom: wecom(net),
    dingtalk: dingtalk(net),
    feishu: feishu(net),
    webhook: webhook(net),
  };
}
