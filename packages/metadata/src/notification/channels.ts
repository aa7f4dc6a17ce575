import type { LocalText } from '../kernel/text.ts';

/** A way out of the product, to where members are when they don't look at it. */
export interface ChannelInfo {
  readonly label: LocalText;
  /** Name of an icon of the set. */
  readonly icon: string;
  /** Several people, or a program, read what goes there: it names no record and quotes nothing unless allowed to. */
  readonly shared: boolean;
  /** Takes notifications before an administrator has looked at it; they are simulated until it is set up. */
  readonly on: boolean;
}

/** The outer channels by key; how each sends is told by the server. */
export const CHANNELS = {
  email: { label: { zh: '邮件', en: 'E-mail' }, icon: 'mail', shared: false, on: true },
  wecom: { label: { zh: '企业微信', en: 'WeCom' }, icon: 'robot', shared: true, on: false },
  dingtalk: { label: { zh: '钉钉', en: 'DingTalk' }, icon: 'robot', shared: true, on: false },
  feishu: { label: { zh: '飞书', en: 'Feishu' }, icon: 'robot', shared: true, on: false },
  webhook: { label: { zh: 'Webhook', en: 'Webhook' }, icon: 'api', shared: true, on: false },
} as const satisfies Readonly<Record<string, ChannelInfo>>;

export type ChannelKey = keyof typeof CHANNELS;
export const CHANNEL_KEYS = Object.keys(CHANNELS) as ChannelKey[];
