import { errorMessage, type Locale } from '@trellis/metadata';
import {
  bulkCreate,
  bulkDelete,
  bulkRestore,
  createRecord,
  deleteDraft,
  deleteRecord,
  getHistorySettings,
  getRecord,
  getRecordAsOf,
  groupRecords,
  linkedRecords,
  linkedValues,
  previewComputed,
  previewPutBack,
  putBack,
  queryRecords,
  type RecordBody,
  recordHistory,
  recordNeighbours,
  relatedActivity,
  restoreRecord,
  saveHistorySettings,
  searchWorkspace,
  stageDurations,
  stageHistory,
  type UpdateOutcome,
  updateRecord,
  updateRecords,
  usedValues,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { worded } from '../http/problem.ts';

/** A form of an address as the engines name it. */
export const formOf = ({ app, form }: { app: string; form: string }) => `${app}:${form}`;

/** An outcome with its texts in the caller's language. */
function told(outcome: UpdateOutcome, locale: Locale) {
  if ('record' in outcome) return outcome;
  const { code, params, issues, details } = outcome.refused;
  const current = details.current as RecordBody | undefined;
  return {
    refused: {
      code,
      title: errorMessage(code, locale, params),
      issues: issues.map((issue) => worded(issue, locale)),
      ...(current ? { current } : {}),
    },
  };
}

export const recordHandlers: Handlers<
  | 'queryRecords'
  | 'groupRecords'
  | 'usedValues'
  | 'listRecords'
  | 'getRecord'
  | 'createRecord'
  | 'updateRecord'
  | 'updateRecords'
  | 'deleteRecord'
  | 'restoreRecord'
  | 'recordHistory'
  | 'previewPutBack'
  | 'putBack'
  | 'getHistorySettings'
  | 'saveHistorySettings'
  | 'stageHistory'
  | 'stageDurations'
  | 'recordNeighbours'
  | 'relatedActivity'
  | 'bulkRecords'
  | 'linkedRecords'
  | 'linkedValues'
  | 'previewComputed'
  | 'searchWorkspace'
> = {
  searchWorkspace: ({ ctx, body }) => searchWorkspace(ctx, body),
  linkedRecords: ({ ctx, params, body }) => linkedRecords(ctx, formOf(params), body),
  linkedValues: ({ ctx, params, body }) => linkedValues(ctx, formOf(params), body),
  previewComputed: ({ ctx, params, body }) => previewComputed(ctx, formOf(params), body),
  queryRecords: ({ ctx, params, body }) => queryRecords(ctx, formOf(params), body),
  groupRecords: ({ ctx, params, body }) => groupRecords(ctx, formOf(params), body),
  usedValues: ({ ctx, params, body }) => usedValues(ctx, formOf(params), body),
  listRecords: ({ ctx, params, query }) => queryRecords(ctx, formOf(params), { ...query, total: 'none' }),
  getRecord: ({ ctx, params, query }) =>
    query.asOf === undefined
      ? getRecord(ctx, formOf(params), params.id)
      : getRecordAsOf(ctx, formOf(params), params.id, query.asOf),
  createRecord: async ({ ctx, params, body }) => {
    const record = await createRecord({ ...ctx, accept: body.accept }, formOf(params), body);
    // Whoever names the id may have typed it as a draft of that id: it has become the record.
    if (body.id !== undefined) await deleteDraft(ctx, body.id);
    return record;
  },
  updateRecord: ({ ctx, params, body }) =>
    updateRecord({ ...ctx, accept: body.accept }, formOf(params), params.id, body),
  updateRecords: async ({ ctx, params, body, locale }) => {
    const outcomes = await updateRecords({ ...ctx, accept: body.accept }, formOf(params), body.changes);
    return { outcomes: outcomes.map((outcome) => told(outcome, locale)) };
  },
  deleteRecord: async ({ ctx, params }) => {
    await deleteRecord(ctx, formOf(params), params.id);
    return undefined;
  },
  restoreRecord: ({ ctx, params }) => restoreRecord(ctx, formOf(params), params.id),
  recordHistory: ({ ctx, params, query }) => recordHistory(ctx, formOf(params), params.id, query),
  previewPutBack: ({ ctx, params, body }) => previewPutBack(ctx, formOf(params), params.id, body),
  getHistorySettings: ({ ctx }) => getHistorySettings(ctx),
  saveHistorySettings: ({ ctx, body }) => saveHistorySettings(ctx, body.months),
  stageHistory: ({ ctx, params }) => stageHistory(ctx, formOf(params), params.id),
  stageDurations: ({ ctx, params, body }) => stageDurations(ctx, formOf(params), body),
  putBack: ({ ctx, params, body }) =>
    putBack({ ...ctx, accept: body.accept }, formOf(params), params.id, body),
  recordNeighbours: ({ ctx, params, body }) => recordNeighbours(ctx, formOf(params), params.id, body),
  relatedActivity: ({ ctx, params, query }) => relatedActivity(ctx, formOf(params), params.id, query),
  bulkRecords: ({ ctx, params, body }) => {
    if ('create' in body) return bulkCreate({ ...ctx, accept: body.accept }, formOf(params), body.create);
    if ('delete' in body) return bulkDelete(ctx, formOf(params), body.delete);
    return bulkRestore(ctx, formOf(params), body.restore);
  },
};
