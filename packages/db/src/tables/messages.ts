import type { Generated } from 'kysely';
import type { DefaultInstant, DefaultJson, Instant, Json } from './columns.ts';

/** What people are told, and by which ways. */
export interface MessageTables {
  notification: NotificationTable;
  message_setting: MessageSettingTable;
  channel: ChannelTable;
  delivery: DeliveryTable;
}

interface NotificationTable {
  id: string;
  member_id: string;
  kind: string;
  /** Code of one of the texts of the kind. */
  text: string;
  params: DefaultJson<Readonly<Record<string, string | number>>>;
  body: string | null;
  by_id: string | null;
  app: string | null;
  form: string | null;
  record_id: string | null;
  tab: string | null;
  /** While one with this name is unread, the next takes its place. */
  key: string | null;
  times: Generated<number>;
  shown: Generated<boolean>;
  told_at: DefaultInstant;
  read_at: Instant | null;
  /** By its reader. */
  deleted_at: Instant | null;
  /** The comment that it tells of. */
  about: string | null;
  /** With what it tells of: its reader can do nothing about it. */
  withdrawn_at: Instant | null;
}

interface MessageSettingTable {
  member_id: string;
  document: Json;
  updated_at: DefaultInstant;
}

interface ChannelTable {
  key: string;
  enabled: boolean;
  kinds: string[] | null;
  details: Generated<boolean>;
  /** Ciphertext. */
  config: string | null;
  updated_at: DefaultInstant;
  updated_by: string | null;
}

interface DeliveryTable {
  id: string;
  notification_id: string;
  member_id: string;
  channel: string;
  state: Generated<'queued' | 'failed' | 'sent' | 'simulated' | 'skipped' | 'dead'>;
  attempts: Generated<number>;
  due_at: DefaultInstant;
  taken_until: Instant | null;
  /** An issue. */
  reason: Json | null;
  content: Json | null;
  created_at: DefaultInstant;
  done_at: Instant | null;
}
