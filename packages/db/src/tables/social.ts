import type { Generated } from 'kysely';
import type { DefaultInstant, Instant } from './columns.ts';

/** What people say and show to each other. */
export interface SocialTables {
  comment: CommentTable;
  follow: FollowTable;
  share_link: ShareLinkTable;
}

interface CommentTable {
  id: string;
  /** `app:form` */
  form: string;
  record_id: string;
  author_id: string;
  /** Plain text; members are mentioned as "@{id}". */
  text: string;
  files: Generated<string[]>;
  reply_to: string | null;
  created_at: DefaultInstant;
  edited_at: Instant | null;
  deleted_at: Instant | null;
  deleted_by: string | null;
}

interface FollowTable {
  member_id: string;
  /** `app:form` */
  form: string;
  record_id: string;
  /** False: told nothing, although the record is theirs or they commented on it. */
  following: boolean;
  since: DefaultInstant;
}

interface ShareLinkTable {
  id: string;
  /** SHA-256 of the token. */
  token_hash: string;
  /** `app:form` */
  form: string;
  record_id: string;
  fields: string[];
  files: boolean;
  /** Under whose rights it shows the record. */
  created_by: string;
  created_at: DefaultInstant;
  /** Null: until it is revoked. */
  expires_at: Instant | null;
  revoked_at: Instant | null;
  revoked_by: string | null;
  opens: Generated<number>;
  opened_at: Instant | null;
}
