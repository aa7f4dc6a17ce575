import { Type } from 'typebox';
import { DeletionEffect } from './deletion.ts';
import { MOST_IN_BATCH } from './limits.ts';
import { literals } from './literals.ts';
import { operation } from './operation.ts';
import { Accept, Expr, FormParams, Id, Issue, Key, Paged, Refs, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/batches';
const ofForm = '/api/v1/w/{workspace}/records/{app}/{form}/batches';
const BatchParams = Type.Object({ workspace: Key, id: Id });

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const FieldKey = Type.String({ maxLength: 60 });

/** Some records by their ids, or all that a list shows but those that were left out. */
const Chosen = Type.Union([
  Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 10_000 }) }),
  Type.Object({
    filter: Type.Optional(Expr),
    search: Type.Optional(Type.String({ maxLength: 200 })),
    except: Type.Optional(Type.Array(Id, { maxItems: 10_000 })),
  }),
]);

const Change = Type.Union([
  Type.Object({ field: FieldKey, op: Type.Literal('set'), value: Type.Unknown() }),
  Type.Object({ field: FieldKey, op: Type.Literal('clear') }),
  /** Of a field with many values: puts some in, or takes some out. */
  Type.Object({
    field: FieldKey,
    op: literals(['add', 'remove'] as const),
    values: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 200 }),
  }),
  /** Of a number: by so much, or so many times. Empty stays empty. */
  Type.Object({
    field: FieldKey,
    op: literals(['increase', 'multiply'] as const),
    by: Type.String({ maxLength: 40, pattern: '^-?[0-9]+(\\.[0-9]+)?$' }),
  }),
]);

/** "spread": one after the other in turn, so that each gets as many. */
const Owner = Type.Union([
  Type.Object({ to: Nullable(Id) }),
  Type.Object({ spread: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) }),
]);

const Action = Type.Union([
  Type.Object({
    op: Type.Literal('edit'),
    changes: Type.Optional(Type.Array(Change, { maxItems: 50 })),
    owner: Type.Optional(Owner),
  }),
  Type.Object({ op: Type.Literal('delete') }),
  Type.Object({ op: Type.Literal('restore') }),
]);

/** "kept": done but for values that somebody has changed since, which an undo leaves alone. */
const Outcome = literals(['done', 'unchanged', 'skipped', 'kept'] as const);
const State = literals(['running', 'done', 'cancelled', 'failed'] as const);

const Batch = Type.Object({
  id: Id,
  app: Key,
  form: Key,
  op: literals(['edit', 'delete', 'restore', 'undo', 'import'] as const),
  /** Keys of the fields that it changes, "_owner_id" for the owner, as far as the caller may see them. */
  fields: Type.Array(Type.String()),
  by: Type.Object({ id: Id, name: Type.String() }),
  state: State,
  total: Type.Integer(),
  /** How many records it has dealt with so far, and how. "kept" ones are among the done ones. */
  done: Type.Integer(),
  unchanged: Type.Integer(),
  skipped: Type.Integer(),
  kept: Type.Integer(),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
  /** The batch that it takes back. */
  undoes: Nullable(Id),
  /** The batch that takes it back, or has. */
  undoneBy: Nullable(Id),
  /** Whether the caller may take it back now. */
  undoable: Type.Boolean(),
  /** Why it stopped. */
  issue: Type.Optional(Issue),
});

const Told = Type.Object({
  record: Id,
  /** Null where the caller may not see the record. */
  title: Nullable(Type.String()),
  outcome: Outcome,
  issues: Type.Array(Issue),
});

/** Work on many records at once, in the background. */
export const batch = {
  /** Counts, and does it for the first few without leaving a trace. */
  previewBatch: operation({
    id: 'previewBatch',
    method: 'POST',
    path: `${ofForm}/preview`,
    access: 'member',
    summary: { zh: '批量操作前的检查', en: 'What a batch would do' },
    params: FormParams,
    bodyLimit: 2 * 1024 * 1024,
    body: Type.Object({ records: Chosen, action: Type.Optional(Action), accept: Type.Optional(Accept) }),
    reply: Type.Object({
      total: Type.Integer(),
      /** How many of them the caller may change, delete or restore. */
      allowed: Type.Integer(),
      /** More than a batch takes. */
      tooMany: Type.Boolean(),
      /** How many were tried. */
      tried: Type.Integer(),
      /** Those of them that stay as they are, and those that would be refused. */
      unchanged: Type.Integer(),
      refused: Type.Array(Told),
      /** Of the refused ones those that checks only warn of: whoever says why may pass them over. */
      warned: Type.Integer(),
      /** Of a deletion: what it means for other records; of more than 1,000 records only the first are looked at. */
      effects: Type.Array(DeletionEffect),
      refs: Refs,
    }),
  }),
  startBatch: operation({
    id: 'startBatch',
    method: 'POST',
    path: ofForm,
    access: 'member',
    summary: { zh: '开始批量操作', en: 'Start a batch' },
    params: FormParams,
    bodyLimit: 2 * 1024 * 1024,
    body: Type.Object({
      /** Made by the client to make a retry safe. */
      id: Type.Optional(Id),
      records: Chosen,
      action: Action,
      /** Why checks that only warn are passed over, in every record. */
      accept: Type.Optional(Accept),
    }),
    reply: Batch,
  }),
  listBatches: operation({
    id: 'listBatches',
    method: 'GET',
    path: base,
    access: 'member',
    summary: { zh: '批量操作记录', en: 'Batches, newest first' },
    params: WorkspaceParams,
    query: Type.Object({
      /** "all" for administrators; default: the caller's own. */
      whose: Type.Optional(literals(['mine', 'all'] as const)),
      state: Type.Optional(State),
      ...Paged,
    }),
    reply: Type.Object({ batches: Type.Array(Batch), next: Nullable(Type.String()) }),
  }),
  getBatch: operation({
    id: 'getBatch',
    method: 'GET',
    path: `${base}/{id}`,
    access: 'member',
    summary: { zh: '一次批量操作', en: 'A batch' },
    params: BatchParams,
    reply: Batch,
  }),
  /** Without an outcome: the records that there is something to tell of. */
  batchRecords: operation({
    id: 'batchRecords',
    method: 'GET',
    path: `${base}/{id}/records`,
    access: 'member',
    summary: { zh: '批量操作的每条结果', en: 'What became of each record of a batch' },
    params: BatchParams,
    query: Type.Object({
      outcome: Type.Optional(Outcome),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      after: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_IN_BATCH })),
    }),
    reply: Type.Object({ records: Type.Array(Told), next: Nullable(Type.Integer()) }),
  }),
  cancelBatch: operation({
    id: 'cancelBatch',
    method: 'POST',
    path: `${base}/{id}/cancel`,
    access: 'member',
    summary: { zh: '停止批量操作，已完成的保留', en: 'Stop a batch; what is done stays' },
    params: BatchParams,
    reply: Batch,
  }),
  /** A batch of its own: it runs in the background too. */
  undoBatch: operation({
    id: 'undoBatch',
    method: 'POST',
    path: `${base}/{id}/undo`,
    access: 'member',
    summary: { zh: '撤销批量操作', en: 'Take a batch back' },
    params: BatchParams,
    body: Type.Object({
      /** Of the batch that takes it back, made by the client to make a retry safe. */
      id: Type.Optional(Id),
    }),
    reply: Batch,
  }),
};
