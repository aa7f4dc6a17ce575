-- Login accounts, workspaces and who belongs to which. Nothing in a workspace schema references these tables.
-- The schema "platform" itself is made by the migrator, which keeps its own table there.

create table platform.account (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  locale text not null default 'zh-CN',
  disabled_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  constraint account_pk primary key (id)
);

create unique index account_email_key on platform.account (lower(email));

create table platform.workspace (
  id uuid not null,
  key text not null,
  name text not null,
  schema_name text not null,
  tz text not null default 'Asia/Shanghai',
  locale text not null default 'zh-CN',
  created_at timestamptz(3) not null default now(),
  constraint workspace_pk primary key (id),
  constraint workspace_key_key unique (key),
  constraint workspace_schema_name_key unique (schema_name),
  constraint workspace_key_check check (key ~ '^[a-z][a-z0-9_]{1,30}$')
);

create table platform.membership (
  account_id uuid not null,
  workspace_id uuid not null,
  created_at timestamptz(3) not null default now(),
  constraint membership_pk primary key (account_id, workspace_id),
  constraint membership_account_fk foreign key (account_id) references platform.account (id) on delete cascade,
  constraint membership_workspace_fk foreign key (workspace_id) references platform.workspace (id) on delete cascade
);

create index membership_workspace_idx on platform.membership (workspace_id);

-- A login session is a family of refresh tokens: each is used once and replaced; a second use revokes the family.
create table platform.refresh_token (
  id uuid not null,
  family_id uuid not null,
  account_id uuid not null,
  token_hash text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  revoked_at timestamptz(3),
  user_agent text,
  ip text,
  constraint refresh_token_pk primary key (id),
  constraint refresh_token_hash_key unique (token_hash),
  constraint refresh_token_account_fk foreign key (account_id) references platform.account (id) on delete cascade
);

create index refresh_token_family_idx on platform.refresh_token (family_id);

create index refresh_token_account_idx on platform.refresh_token (account_id);

-- Settings of the installation, e.g. generated secrets.
create table platform.setting (
  key text not null,
  value text not null,
  updated_at timestamptz(3) not null default now(),
  constraint setting_pk primary key (key)
);
