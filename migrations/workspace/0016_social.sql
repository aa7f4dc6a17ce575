-- What members say about records, what they follow, and links that show a record to anybody.

create table comment (
  id uuid not null,
  -- "app:form"
  form text not null,
  record_id uuid not null,
  author_id uuid not null,
  -- Plain text; members are mentioned as "@{id}".
  text text not null,
  files uuid[] not null default '{}',
  reply_to uuid,
  created_at timestamptz(3) not null default now(),
  edited_at timestamptz(3),
  deleted_at timestamptz(3),
  deleted_by uuid,
  constraint comment_pk primary key (id)
);

create index comment_record_idx on comment (form, record_id, created_at, id);

-- What was said of a comment goes with it.
create index notification_key_idx on notification (key) where key is not null;

create table follow (
  member_id uuid not null,
  form text not null,
  record_id uuid not null,
  -- False: told nothing, although the record is theirs or they commented on it.
  following boolean not null,
  since timestamptz(3) not null default now(),
  constraint follow_pk primary key (member_id, form, record_id)
);

create index follow_record_idx on follow (form, record_id);

create index follow_since_idx on follow (member_id, since, record_id) where following;

create table share_link (
  id uuid not null,
  -- SHA-256 of the token, which nobody keeps.
  token_hash text not null,
  form text not null,
  record_id uuid not null,
  fields text[] not null,
  files boolean not null,
  -- Under whose rights it shows the record.
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  -- Null: until it is revoked.
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  revoked_by uuid,
  opens integer not null default 0,
  opened_at timestamptz(3),
  constraint share_link_pk primary key (id),
  constraint share_link_token_key unique (token_hash)
);

create index share_link_record_idx on share_link (form, record_id);

-- History also tells who made and revoked links. Rows from before it need no look: they pass.
alter table record_change drop constraint record_change_op_check;

alter table record_change add constraint record_change_op_check
  check (op in ('create', 'update', 'delete', 'restore', 'share', 'unshare')) not valid;
