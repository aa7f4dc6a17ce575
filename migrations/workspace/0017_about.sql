-- What is told of a comment knows which one, whatever becomes of its name, and goes with it apart from what its reader does.

alter table notification
  add column about uuid,
  add column withdrawn_at timestamptz(3);

update notification set about = substr(key, 9)::uuid where key ~ '^(comment|mention) [0-9a-f-]{36}$';

update notification as n set withdrawn_at = n.deleted_at, key = null from comment as c
  where c.id = n.about and c.deleted_at is not null and n.deleted_at is not null;

create index notification_about_idx on notification (about) where about is not null;

drop index notification_key_idx;
