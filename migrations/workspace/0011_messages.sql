-- What members are told, and the ways on which it leaves the product.

create table notification (
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  -- Code of one of the texts of the kind, and what stands in it.
  text text not null,
  params jsonb not null default '{}',
  body text,
  -- Who did it.
  by_id uuid,
  -- What it is about.
  app text,
  form text,
  record_id uuid,
  tab text,
  -- While one with this name is unread, the next takes its place.
  key text,
  times integer not null default 1,
  -- Whether the member looks at it in the product; others only leave it by a channel.
  shown boolean not null default true,
  told_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  deleted_at timestamptz(3),
  constraint notification_pk primary key (id)
);

create index notification_member_idx on notification (member_id, told_at, id);
create index notification_unread_idx on notification (member_id, kind)
  where read_at is null and deleted_at is null and shown;
create unique index notification_key_key on notification (member_id, key)
  where key is not null and read_at is null and deleted_at is null;
create index notification_told_idx on notification (told_at);

-- What a member wants to be told where and when.
create table message_setting (
  member_id uuid not null,
  document jsonb not null,
  updated_at timestamptz(3) not null default now(),
  constraint message_setting_pk primary key (member_id)
);

create table channel (
  key text not null,
  enabled boolean not null,
  -- Kinds that go there unless a member says otherwise; null: as the kinds themselves say.
  kinds text[],
  -- Names records and quotes texts to whoever reads a shared channel.
  details boolean not null default false,
  -- Ciphertext.
  config text,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  constraint channel_pk primary key (key)
);

-- One notification on its way to one channel.
create table delivery (
  id uuid not null,
  notification_id uuid not null,
  member_id uuid not null,
  channel text not null,
  state text not null default 'queued',
  attempts integer not null default 0,
  due_at timestamptz(3) not null default now(),
  -- A process is at it until then.
  taken_until timestamptz(3),
  -- Why it waits, failed or was left: an issue.
  reason jsonb,
  -- What was sent, as last tried.
  content jsonb,
  created_at timestamptz(3) not null default now(),
  done_at timestamptz(3),
  constraint delivery_pk primary key (id),
  constraint delivery_once_key unique (notification_id, channel),
  constraint delivery_state_check
    check (state in ('queued', 'failed', 'sent', 'simulated', 'skipped', 'dead'))
);

create index delivery_due_idx on delivery (due_at) where state in ('queued', 'failed');
create index delivery_created_idx on delivery (created_at, id);
