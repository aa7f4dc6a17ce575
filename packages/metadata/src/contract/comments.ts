import { Type } from 'typebox';
import { COMMENT_FILES, COMMENT_TEXT } from '../comment/limits.ts';
import { operation } from './operation.ts';
import { Id, Key, NextPage, Paged, RecordParams, Refs } from './schemas.ts';

const base = '/api/v1/w/{workspace}/records/{app}/{form}/{id}/comments';
const CommentParams = Type.Object({ workspace: Key, app: Key, form: Key, id: Id, comment: Id });

/** Plain text in which members are mentioned as "@{id}". */
const Text = Type.String({ maxLength: COMMENT_TEXT });
const Files = Type.Array(Id, { maxItems: COMMENT_FILES });

const Comment = Type.Object({
  id: Id,
  text: Type.String(),
  author: Id,
  at: Type.String(),
  editedAt: Type.Union([Type.String(), Type.Null()]),
  files: Type.Array(Type.Object({ id: Id, name: Type.String(), size: Type.Integer(), mime: Type.String() })),
  /** What it answers; without text where that was deleted. */
  replyTo: Type.Union([
    Type.Object({ id: Id, author: Id, text: Type.Union([Type.String(), Type.Null()]) }),
    Type.Null(),
  ]),
  /** What the caller may do with it now. */
  mayEdit: Type.Boolean(),
  mayDelete: Type.Boolean(),
});

const Written = Type.Object({
  comment: Comment,
  /** Names of authors and of those who are mentioned, by id. */
  refs: Refs,
  /** Members who are mentioned and told nothing, since they may not view the record. */
  unreached: Type.Array(Id),
});

/** What members say about a record; for all who may view it. */
export const comments = {
  listComments: operation({
    id: 'listComments',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '数据的评论，新的在前', en: 'Comments on a record, newest first' },
    params: RecordParams,
    query: Type.Object({
      ...Paged,
    }),
    reply: Type.Object({
      comments: Type.Array(Comment),
      refs: Refs,
      next: NextPage,
      /** All comments on the record. */
      count: Type.Integer(),
    }),
  }),
  createComment: operation({
    id: 'createComment',
    method: 'POST',
    path: base,
    access: 'member',
    summary: { zh: '发表评论', en: 'Comment on a record' },
    params: RecordParams,
    body: Type.Object({
      /** Made by the client: sent again, it is the same comment. */
      id: Id,
      text: Text,
      files: Type.Optional(Files),
      replyTo: Type.Optional(Id),
    }),
    reply: Written,
  }),
  updateComment: operation({
    id: 'updateComment',
    method: 'PATCH',
    path: `${base}/{comment}`,
    access: 'member',
    summary: { zh: '修改自己的评论', en: 'Change a comment of one’s own, for a day' },
    params: CommentParams,
    body: Type.Object({ text: Text, files: Type.Optional(Files) }),
    reply: Written,
  }),
  deleteComment: operation({
    id: 'deleteComment',
    method: 'DELETE',
    path: `${base}/{comment}`,
    access: 'member',
    summary: { zh: '删除评论（可恢复）', en: 'Delete a comment (can be restored)' },
    params: CommentParams,
  }),
  restoreComment: operation({
    id: 'restoreComment',
    method: 'POST',
    path: `${base}/{comment}/restore`,
    access: 'member',
    summary: { zh: '恢复删除的评论', en: 'Restore a deleted comment' },
    params: CommentParams,
  }),
  /** Whom to mention, and to whom to send a record. */
  recordAudience: operation({
    id: 'recordAudience',
    method: 'GET',
    path: '/api/v1/w/{workspace}/records/{app}/{form}/{id}/audience',
    access: 'member',
    summary: { zh: '能看到这条数据的成员', en: 'Members who may view a record' },
    params: RecordParams,
    reply: Type.Object({ members: Type.Array(Id) }),
  }),
};
