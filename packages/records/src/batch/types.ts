import type { BodyOf, Contract, Issue, ReplyOf } from '@trellis/metadata';
import type { AcceptedWarnings } from '../write/warnings.ts';

/** Bodies and answers of the operations, exactly as the HTTP contract has them. */
export type BatchInput = BodyOf<Contract['startBatch']>;
export type BatchBody = ReplyOf<Contract['getBatch']>;
export type BatchPreview = ReplyOf<Contract['previewBatch']>;
export type BatchRecords = ReplyOf<Contract['batchRecords']>;
/** Which records. */
export type Chosen = BatchInput['records'];
/** What is done with each. */
export type Action = BatchInput['action'];
export type EditAction = Extract<Action, { op: 'edit' }>;
export type FieldChange = NonNullable<EditAction['changes']>[number];
export type Outcome = BatchRecords['records'][number]['outcome'];

/** What a batch does, as it is worked on. */
export type Work =
  | Action
  /** `fields`: what the member had changed by hand; other values had followed from these. */
  | { readonly op: 'undo'; readonly undoes: string; readonly fields: readonly string[] }
  /** Done already, in the transaction of an import; it is a batch so that it can be taken back. */
  | { readonly op: 'import'; readonly fields: readonly string[] };
/** What the job has yet to do. */
export type RunningWork = Exclude<Work, { op: 'import' }>;

/** A batch as it is stored. */
export interface BatchRow {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  readonly member: string;
  readonly work: Work;
  readonly accept: AcceptedWarnings | undefined;
  readonly state: BatchBody['state'];
  readonly total: number;
  readonly reached: number;
  readonly done: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly kept: number;
  readonly undoes: string | null;
  readonly undoneBy: string | null;
  readonly issue: Issue | undefined;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A record whose turn it is. */
export interface Item {
  readonly pos: number;
  readonly id: string;
  /** As it was chosen; of an undo, as the batch left it. */
  readonly version: number;
}

/** What became of it. */
export interface Result {
  readonly outcome: Outcome;
  /** The version that was written. */
  readonly written?: number | undefined;
  readonly issues?: readonly Issue[] | undefined;
}
