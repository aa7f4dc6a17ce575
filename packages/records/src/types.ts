import type { FileFacts } from '@trellis/forms/model';
import type { BodyOf, Contract, Issue, ReplyOf } from '@trellis/metadata';

/** Bodies and answers of the record operations, exactly as the HTTP contract has them. */
export type RecordQuery = BodyOf<Contract['queryRecords']>;
export type RecordPage = ReplyOf<Contract['queryRecords']>;
export type RecordBody = RecordPage['records'][number];
export type RecordMeta = RecordBody['meta'];
export type Refs = RecordPage['refs'];
export type GroupQuery = BodyOf<Contract['groupRecords']>;
export type Groups = ReplyOf<Contract['groupRecords']>;
export type UsedQuery = BodyOf<Contract['usedValues']>;
export type UsedValues = ReplyOf<Contract['usedValues']>;
export type RecordWithRefs = ReplyOf<Contract['getRecord']>;
export type CreateInput = BodyOf<Contract['createRecord']>;
export type UpdateInput = BodyOf<Contract['updateRecord']>;
export type History = ReplyOf<Contract['recordHistory']>;
export type LinkedQuery = BodyOf<Contract['linkedRecords']>;
export type LinkedPage = ReplyOf<Contract['linkedRecords']>;
export type LinkedValuesInput = BodyOf<Contract['linkedValues']>;
export type LinkedValues = ReplyOf<Contract['linkedValues']>;
export type SearchInput = BodyOf<Contract['searchWorkspace']>;
export type SearchAnswer = ReplyOf<Contract['searchWorkspace']>;
export type SearchGroup = SearchAnswer['forms'][number];
export type SearchHit = SearchGroup['hits'][number];
/** How a form is offered to the public. */
export type Offered = ReplyOf<Contract['getPublicForm']>;
export type CommentPage = ReplyOf<Contract['listComments']>;
export type Comment = CommentPage['comments'][number];
export type CommentWritten = ReplyOf<Contract['createComment']>;
export type Follow = ReplyOf<Contract['getFollow']>;
export type FollowedPage = ReplyOf<Contract['listFollowed']>;
export type ShareLinks = ReplyOf<Contract['listShareLinks']>;
type Opened = ReplyOf<Contract['openShareLink']>;
/** A field that a link shows; the server gives files addresses. */
export type SharedField = Omit<Opened['fields'][number], 'files'> & { readonly files?: FileFacts[] };
export type SharedRecord = Omit<Opened, 'fields'> & { readonly fields: readonly SharedField[] };
export type VisibleCatalog = ReplyOf<Contract['getCatalog']>;

/** A row of a bulk write. */
export interface NewRow {
  readonly id?: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Backdating of sample data; heeded for the causes "template" and "import" only. */
  readonly meta?: { readonly createdAt?: string; readonly owner?: string | null };
}

/** Ids of records or members by the target they belong to ("app:form" or "$member"). */
export type IdsByTarget = ReadonlyMap<string, Iterable<string>>;

/** Mistakes of one row of a bulk write; paths start at the row: ["values", field]. */
export type RowIssues = readonly Issue[];
