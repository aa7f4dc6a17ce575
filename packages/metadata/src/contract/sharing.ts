import { Type } from 'typebox';
import { MOST_ADDRESSED } from '../comment/limits.ts';
import { operation } from './operation.ts';
import { Id, Key, NextPage, Paged, RecordParams, Refs, WorkspaceParams } from './schemas.ts';

const record = '/api/v1/w/{workspace}/records/{app}/{form}/{id}';
const LinkParams = Type.Object({ workspace: Key, app: Key, form: Key, id: Id, link: Id });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const Follow = Type.Object({
  /** Whether the caller is told of changes: since they follow it, or since it is theirs. */
  following: Type.Boolean(),
  /** Whether it stands in the list of what they follow. */
  starred: Type.Boolean(),
});

const ShareLink = Type.Object({
  id: Id,
  createdAt: Type.String(),
  createdBy: Id,
  /** Null: until it is revoked. */
  expiresAt: Nullable(Type.String()),
  revokedAt: Nullable(Type.String()),
  /** Fields that it shows as far as whoever made it may see them then; only those that the caller may share too. */
  fields: Type.Array(Type.String()),
  files: Type.Boolean(),
  opens: Type.Integer(),
  openedAt: Nullable(Type.String()),
});

const File = Type.Object({
  name: Type.String(),
  size: Type.Integer(),
  mime: Type.String(),
  /** Addresses that serve for some minutes. */
  view: Type.String(),
  save: Type.String(),
});

/** Following records, and showing them to others. */
export const sharing = {
  getFollow: operation({
    id: 'getFollow',
    method: 'GET',
    path: `${record}/follow`,
    access: 'member',
    summary: { zh: '我是否关注这条数据', en: 'Whether I follow a record' },
    params: RecordParams,
    reply: Follow,
  }),
  setFollow: operation({
    id: 'setFollow',
    method: 'PUT',
    path: `${record}/follow`,
    access: 'member',
    summary: { zh: '关注或取消关注', en: 'Follow a record, or no longer' },
    params: RecordParams,
    body: Type.Object({ following: Type.Boolean() }),
    reply: Follow,
  }),
  listFollowed: operation({
    id: 'listFollowed',
    method: 'GET',
    path: '/api/v1/w/{workspace}/followed',
    access: 'member',
    summary: { zh: '我关注的数据，最近关注的在前', en: 'Records that I follow, the latest first' },
    params: WorkspaceParams,
    query: Type.Object({
      ...Paged,
    }),
    reply: Type.Object({
      /** Those that the caller may still view. */
      records: Type.Array(
        Type.Object({
          app: Key,
          form: Key,
          id: Id,
          title: Type.String(),
          followedAt: Type.String(),
          updatedAt: Type.String(),
          owner: Nullable(Type.Object({ id: Id, name: Type.String() })),
        }),
      ),
      next: NextPage,
    }),
  }),
  /** To colleagues, who are told. */
  shareRecord: operation({
    id: 'shareRecord',
    method: 'POST',
    path: `${record}/share`,
    access: 'member',
    summary: { zh: '把数据发给同事看', en: 'Send a record to colleagues' },
    params: RecordParams,
    body: Type.Object({
      to: Type.Array(Id, { minItems: 1, maxItems: MOST_ADDRESSED }),
      note: Type.Optional(Type.String({ maxLength: 1_000 })),
    }),
    /** Members who were told nothing, since they may not view the record. */
    reply: Type.Object({ unreached: Type.Array(Id) }),
  }),
  listShareLinks: operation({
    id: 'listShareLinks',
    method: 'GET',
    path: `${record}/links`,
    access: 'member',
    summary: { zh: '数据的对外链接', en: 'Links that show a record to anybody' },
    params: RecordParams,
    reply: Type.Object({ links: Type.Array(ShareLink), refs: Refs }),
  }),
  createShareLink: operation({
    id: 'createShareLink',
    method: 'POST',
    path: `${record}/links`,
    access: 'member',
    summary: { zh: '新建对外链接', en: 'Make a link that shows a record to anybody' },
    params: RecordParams,
    body: Type.Object({
      /** Hours that it serves; absent: until it is revoked. */
      hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
      fields: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 400 }),
      /** Shows the files in these fields too. */
      files: Type.Optional(Type.Boolean()),
    }),
    /** The token stands here alone: of it only a hash is kept. */
    reply: Type.Object({ id: Id, token: Type.String() }),
  }),
  revokeShareLink: operation({
    id: 'revokeShareLink',
    method: 'DELETE',
    path: `${record}/links/{link}`,
    access: 'member',
    summary: { zh: '停用对外链接', en: 'Revoke a link' },
    params: LinkParams,
  }),
  openShareLink: operation({
    id: 'openShareLink',
    method: 'POST',
    path: '/api/v1/shared/{workspace}/{token}',
    access: 'public',
    summary: { zh: '打开对外链接', en: 'What a link shows, under the rights that its maker has now' },
    params: Type.Object({
      workspace: Type.String({ maxLength: 40 }),
      token: Type.String({ maxLength: 100 }),
    }),
    reply: Type.Object({
      title: Type.String(),
      form: Type.String(),
      workspace: Type.String(),
      by: Type.String(),
      expiresAt: Nullable(Type.String()),
      /** In the order of the form; empty ones without a text. */
      fields: Type.Array(
        Type.Object({
          label: Type.String(),
          text: Type.Optional(Type.String()),
          /** Of a sub-form. */
          table: Type.Optional(
            Type.Object({ columns: Type.Array(Type.String()), rows: Type.Array(Type.Array(Type.String())) }),
          ),
          files: Type.Optional(Type.Array(File)),
        }),
      ),
    }),
  }),
};
