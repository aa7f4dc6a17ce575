import { Type } from 'typebox';
import { operation } from './operation.ts';
import { AppParams, LocalText, WorkspaceParams } from './schemas.ts';

/** What numbers are counted in; a percentage is a fraction (0.25 = 25 %). */
const Unit = Type.Union([
  Type.Object({ kind: Type.Literal('currency'), code: Type.String() }),
  Type.Object({ kind: Type.Literal('percent') }),
  /** Seconds. */
  Type.Object({ kind: Type.Literal('duration') }),
  Type.Object({ kind: Type.Literal('text'), text: LocalText }),
]);

/** Rows carry one entry per dimension (option key, local date of the bucket, text, null) and per measure (decimal string). */
const ReportResultBody = Type.Object({
  dimensions: Type.Array(
    Type.Object({
      key: Type.String(),
      /** Value kind of the field. */
      kind: Type.String(),
      label: LocalText,
      /** Dates: values are the first days of these units. */
      bucket: Type.Optional(Type.String()),
      /** Options: all that are offered, in their order. */
      options: Type.Optional(
        Type.Array(Type.Object({ key: Type.String(), color: Type.Optional(Type.String()) })),
      ),
    }),
  ),
  measures: Type.Array(
    Type.Object({
      key: Type.String(),
      /** "number", or "date" and "datetime" of a smallest or largest one. */
      kind: Type.String(),
      label: LocalText,
      unit: Type.Optional(Unit),
    }),
  ),
  rows: Type.Array(
    Type.Object({
      dims: Type.Array(Type.Union([Type.String(), Type.Null()])),
      /** What to print for each dimension value, in both languages. */
      labels: Type.Array(LocalText),
      values: Type.Array(Type.Union([Type.String(), Type.Null()])),
      /** Condition on the fact form that yields exactly the records behind this row; null = all of them. */
      drill: Type.Unknown(),
    }),
  ),
  /** Totals of the measures that can be rolled up; null for the others. */
  totals: Type.Array(Type.Union([Type.String(), Type.Null()])),
  truncated: Type.Boolean(),
});

export const reports = {
  runReport: operation({
    id: 'runReport',
    method: 'POST',
    path: '/api/v1/w/{workspace}/reports/{app}/run',
    access: 'member',
    summary: { zh: '运行报表查询', en: 'Run a report' },
    params: AppParams,
    body: Type.Object({ report: Type.Unknown() }),
    reply: ReportResultBody,
  }),
};

/**
 * Server-sent events: `record` {form, ids?}, `catalog` {version}, `computation` {}, `conversion` {form, done, total},
 * `message` {} (what the member was told); clients requery under their own rights.
 */
export const events = {
  streamEvents: operation({
    id: 'streamEvents',
    method: 'GET',
    path: '/api/v1/w/{workspace}/events',
    access: 'member',
    summary: { zh: '变更事件流', en: 'Stream of changes' },
    params: WorkspaceParams,
    produces: 'text/event-stream',
  }),
};
