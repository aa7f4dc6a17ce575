import { Type } from 'typebox';
import { CHANNEL_KEYS } from '../notification/channels.ts';
import { NOTIFICATION_KIND_KEYS } from '../notification/registry.ts';
import { literals } from './literals.ts';
import { operation } from './operation.ts';
import { Id, Key, LocalText, NextPage, Paged, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/channels';
const deliveries = '/api/v1/w/{workspace}/deliveries';

const Channel = literals(CHANNEL_KEYS);
const ChannelParams = Type.Object({ workspace: Key, channel: Type.String({ maxLength: 40 }) });
const Kinds = Type.Array(literals(NOTIFICATION_KIND_KEYS), { maxItems: 50 });
const Value = Type.Union([Type.String({ maxLength: 2_000 }), Type.Number(), Type.Boolean(), Type.Null()]);
const State = literals(['queued', 'failed', 'sent', 'simulated', 'skipped', 'dead']);

const ChannelBody = Type.Object({
  key: Channel,
  /** Takes notifications. */
  enabled: Type.Boolean(),
  /** Has all it needs to send; without it messages are only noted as simulated. */
  ready: Type.Boolean(),
  /** Kinds that go there unless a member says otherwise. */
  kinds: Kinds,
  /** Names records and quotes texts to whoever reads a shared channel. */
  details: Type.Boolean(),
  /** What is to be filled in. */
  fields: Type.Array(
    Type.Object({
      key: Type.String(),
      label: LocalText,
      help: Type.Optional(LocalText),
      placeholder: Type.Optional(Type.String()),
      required: Type.Boolean(),
      /** Is kept, but never shown again. */
      secret: Type.Boolean(),
      input: literals(['text', 'number', 'switch']),
    }),
  ),
  /** By field; of secret ones whether they are filled in. */
  config: Type.Record(Type.String(), Value),
});

const Delivery = Type.Object({
  id: Id,
  channel: Channel,
  state: State,
  attempts: Type.Integer(),
  at: Type.String(),
  /** When it is tried next, while it waits. */
  dueAt: Type.Union([Type.String(), Type.Null()]),
  doneAt: Type.Union([Type.String(), Type.Null()]),
  member: Type.Object({ id: Id, name: Type.String() }),
  kind: Type.Union([Type.String(), Type.Null()]),
  /** Why it waits, failed or was left, in words. */
  reason: Type.Union([Type.String(), Type.Null()]),
  /** What was sent, or would have been; null before the first try. */
  content: Type.Union([
    Type.Object({
      to: Type.String(),
      title: Type.String(),
      body: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
});

/** The ways out of the product, and what went out on them. */
export const channels = {
  listChannels: operation({
    id: 'listChannels',
    method: 'GET',
    path: base,
    access: 'admin',
    summary: { zh: '消息渠道', en: 'Channels' },
    params: WorkspaceParams,
    reply: Type.Object({ channels: Type.Array(ChannelBody) }),
  }),
  saveChannel: operation({
    id: 'saveChannel',
    method: 'PUT',
    path: `${base}/{channel}`,
    access: 'admin',
    summary: { zh: '设置消息渠道', en: 'Set up a channel' },
    params: ChannelParams,
    body: Type.Object({
      enabled: Type.Boolean(),
      kinds: Kinds,
      details: Type.Boolean(),
      /** Absent = as it was, null = none. */
      config: Type.Record(Type.String({ maxLength: 40 }), Value),
    }),
    reply: ChannelBody,
  }),
  testChannel: operation({
    id: 'testChannel',
    method: 'POST',
    path: `${base}/{channel}/test`,
    access: 'admin',
    summary: { zh: '发送测试消息', en: 'Send a test message to oneself' },
    params: ChannelParams,
    reply: Type.Object({
      sent: Type.Boolean(),
      /** To whom. */
      to: Type.Union([Type.String(), Type.Null()]),
      /** Why not, in words. */
      reason: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
  listDeliveries: operation({
    id: 'listDeliveries',
    method: 'GET',
    path: deliveries,
    access: 'admin',
    summary: { zh: '发件箱', en: 'Outbox: what went to channels, newest first' },
    params: WorkspaceParams,
    query: Type.Object({
      state: Type.Optional(State),
      channel: Type.Optional(Channel),
      ...Paged,
    }),
    reply: Type.Object({
      deliveries: Type.Array(Delivery),
      next: NextPage,
      /** How many there are in each state, whatever is asked for. */
      counts: Type.Record(Type.String(), Type.Integer()),
    }),
  }),
  resendDeliveries: operation({
    id: 'resendDeliveries',
    method: 'POST',
    path: `${deliveries}/resend`,
    access: 'admin',
    summary: { zh: '重新发送', en: 'Send again' },
    params: WorkspaceParams,
    body: Type.Object({
      /** Those that are not on their way; absent: all that failed for good. */
      ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1_000 })),
    }),
    /** How many are on their way again. */
    reply: Type.Object({ count: Type.Integer() }),
  }),
};
