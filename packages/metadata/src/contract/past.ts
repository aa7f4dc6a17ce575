import { Type } from 'typebox';
import { operation } from './operation.ts';
import {
  Accept,
  Expr,
  FormParams,
  Id,
  Issue,
  RecordBody,
  RecordParams,
  Refs,
  WorkspaceParams,
} from './schemas.ts';

const record = '/api/v1/w/{workspace}/records/{app}/{form}/{id}';

/** A moment of the past: an instant as ISO text. */
export const AsOf = Type.String({ maxLength: 40 });

/** A moment in the life of a record: before or after one of its changes, or by the clock. */
const To = Type.Union([
  Type.Object({ change: Id, side: Type.Union([Type.Literal('before'), Type.Literal('after')]) }),
  Type.Object({ at: AsOf }),
]);
const Field = Type.String({ maxLength: 60 });

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Stage = Nullable(Type.String());

const HistorySettings = Type.Object({
  /** Months that history is kept; null: all of it. */
  months: Nullable(Type.Integer({ minimum: 1, maximum: 1_200 })),
  /** Of what is older nothing is known any more. */
  from: Nullable(Type.String()),
});

/** Values of earlier moments, put back as changes like any other; and what history says of stages. */
export const past = {
  getHistorySettings: operation({
    id: 'getHistorySettings',
    method: 'GET',
    path: '/api/v1/w/{workspace}/history',
    access: 'admin',
    summary: { zh: '修改历史保留多久', en: 'How long history is kept' },
    params: WorkspaceParams,
    reply: HistorySettings,
  }),
  saveHistorySettings: operation({
    id: 'saveHistorySettings',
    method: 'PUT',
    path: '/api/v1/w/{workspace}/history',
    access: 'admin',
    summary: { zh: '设置修改历史保留多久', en: 'Say how long history is kept' },
    params: WorkspaceParams,
    body: Type.Object({ months: Nullable(Type.Integer({ minimum: 1, maximum: 1_200 })) }),
    reply: HistorySettings,
  }),
  previewPutBack: operation({
    id: 'previewPutBack',
    method: 'POST',
    path: `${record}/back/preview`,
    access: 'member',
    summary: { zh: '预览恢复到较早的内容', en: 'What putting earlier values back would change' },
    params: RecordParams,
    body: Type.Object({ to: To }),
    reply: Type.Object({
      /** The moment whose values they are. */
      at: Type.String(),
      /** Of the record as it is now. */
      version: Type.Integer(),
      /** What differs; "_owner_id" is the owner. */
      fields: Type.Array(
        Type.Object({
          field: Field,
          now: Type.Unknown(),
          was: Type.Unknown(),
          /** Why it can't be put back. */
          issue: Type.Optional(Issue),
        }),
      ),
      /** What is wrong with the whole. */
      issues: Type.Array(Issue),
      refs: Refs,
    }),
  }),
  putBack: operation({
    id: 'putBack',
    method: 'POST',
    path: `${record}/back`,
    access: 'member',
    summary: { zh: '恢复到较早的内容', en: 'Put values of an earlier moment back' },
    params: RecordParams,
    body: Type.Object({
      to: To,
      /** Some of what differs; without them all that the caller may write. */
      fields: Type.Optional(Type.Array(Field, { minItems: 1, maxItems: 400 })),
      /** The version that was looked at; without it the newest is taken. */
      version: Type.Optional(Type.Integer({ minimum: 1 })),
      accept: Type.Optional(Accept),
    }),
    reply: RecordBody,
  }),
  stageHistory: operation({
    id: 'stageHistory',
    method: 'GET',
    path: `${record}/stages`,
    access: 'member',
    summary: { zh: '一条数据经过的阶段和停留时间', en: 'The way of a record through its stages' },
    params: RecordParams,
    reply: Type.Object({
      steps: Type.Array(
        Type.Object({
          stage: Stage,
          /** Null: before history begins. */
          from: Nullable(Type.String()),
          /** Null: it is there now. */
          to: Nullable(Type.String()),
          /** Who brought it there. */
          by: Nullable(Id),
        }),
      ),
      refs: Refs,
    }),
  }),
  stageDurations: operation({
    id: 'stageDurations',
    method: 'POST',
    path: '/api/v1/w/{workspace}/records/{app}/{form}/stages',
    access: 'member',
    summary: {
      zh: '各阶段的停留时间与转化',
      en: 'How long records stay in their stages, and where they go from there',
    },
    params: FormParams,
    body: Type.Object({
      filter: Type.Optional(Expr),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      /** Only what entered a stage from then on, and before. */
      from: Type.Optional(AsOf),
      to: Type.Optional(AsOf),
    }),
    reply: Type.Object({
      /** Times in seconds; a record counts each time that it enters a stage. */
      stages: Type.Array(
        Type.Object({
          stage: Type.String(),
          entered: Type.Integer(),
          /** Of these, those that have not left it. */
          staying: Type.Integer(),
          average: Nullable(Type.Integer()),
          median: Nullable(Type.Integer()),
          /** How long those that have not left it are there on average. */
          waiting: Nullable(Type.Integer()),
          /** Where the others went; null: to no stage. */
          next: Type.Array(Type.Object({ stage: Stage, count: Type.Integer() })),
        }),
      ),
    }),
  }),
};
