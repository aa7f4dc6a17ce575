import { Type } from 'typebox';
import { CHANNEL_KEYS } from '../notification/channels.ts';
import { NOTIFICATION_GROUPS, PRODUCT_PAGES } from '../notification/contract.ts';
import { NOTIFICATION_KIND_KEYS } from '../notification/registry.ts';
import { literals } from './literals.ts';
import { operation } from './operation.ts';
import { Id, Key, Paged, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/messages';

const Group = literals(NOTIFICATION_GROUPS);
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const Message = Type.Object({
  id: Id,
  kind: Type.String(),
  at: Type.String(),
  read: Type.Boolean(),
  /** How often it was told while it was unread, where the title does not say it. */
  times: Type.Integer(),
  by: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** In the caller's language. */
  title: Type.String(),
  body: Nullable(Type.String()),
  /** The record that it is about, while the caller may see it, or a page of the product. */
  link: Nullable(
    Type.Union([
      Type.Object({ app: Key, form: Key, record: Id, tab: Type.Optional(Type.String()) }),
      Type.Object({ page: literals(PRODUCT_PAGES) }),
    ]),
  ),
});

/** Where kinds are told: "product", or a channel by its key. */
const Places = Type.Record(Type.String({ maxLength: 40 }), Type.Boolean());
const Quiet = Type.Object({
  enabled: Type.Boolean(),
  from: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  to: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  /** Saturdays and Sundays, all day. */
  weekends: Type.Boolean(),
  /** IANA name of the zone of `from` and `to`. */
  tz: Type.String({ minLength: 1, maxLength: 60 }),
});
const Settings = Type.Object({
  /** Channels that are in use; those that are not set up only note what they would send. */
  channels: Type.Array(Type.Object({ key: literals(CHANNEL_KEYS), simulated: Type.Boolean() })),
  kinds: Type.Array(Type.Object({ key: literals(NOTIFICATION_KIND_KEYS), places: Places })),
  quiet: Quiet,
});

/** What the caller was told, and where they want to be told. */
export const messages = {
  listMessages: operation({
    id: 'listMessages',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '我的通知', en: 'My notifications, newest first' },
    params: WorkspaceParams,
    query: Type.Object({
      group: Type.Optional(Group),
      unread: Type.Optional(Type.Boolean()),
      ...Paged,
    }),
    reply: Type.Object({ messages: Type.Array(Message), next: Nullable(Type.String()) }),
  }),
  countMessages: operation({
    id: 'countMessages',
    method: 'GET',
    path: `${base}/count`,
    access: 'member',
    summary: { zh: '未读通知数', en: 'How many notifications I have not read' },
    params: WorkspaceParams,
    reply: Type.Object({
      unread: Type.Integer(),
      groups: Type.Object({ mention: Type.Integer(), follow: Type.Integer(), system: Type.Integer() }),
    }),
  }),
  changeMessages: operation({
    id: 'changeMessages',
    method: 'POST',
    path: `${base}/change`,
    access: 'member',
    summary: { zh: '标记已读、未读，删除或恢复通知', en: 'Mark as read or unread, delete, bring back' },
    params: WorkspaceParams,
    body: Type.Union([
      Type.Object({
        ids: Type.Array(Id, { minItems: 1, maxItems: 1_000 }),
        change: literals(['read', 'unread', 'delete', 'restore']),
      }),
      /** All of them, or of a group. */
      Type.Object({ all: Type.Literal(true), group: Type.Optional(Group), change: Type.Literal('read') }),
    ]),
    /** Those that are different now, 1,000 at most. */
    reply: Type.Object({ ids: Type.Array(Id) }),
  }),
  getMessageSettings: operation({
    id: 'getMessageSettings',
    method: 'GET',
    path: `${base}/settings`,
    access: 'member',
    summary: { zh: '我的通知设置', en: 'Where I want to be told what' },
    params: WorkspaceParams,
    reply: Settings,
  }),
  saveMessageSettings: operation({
    id: 'saveMessageSettings',
    method: 'PUT',
    path: `${base}/settings`,
    access: 'member',
    summary: { zh: '修改我的通知设置', en: 'Change where I want to be told what' },
    params: WorkspaceParams,
    body: Type.Object({
      kinds: Type.Array(Type.Object({ key: literals(NOTIFICATION_KIND_KEYS), places: Places }), {
        maxItems: 50,
      }),
      quiet: Quiet,
    }),
    reply: Settings,
  }),
};
