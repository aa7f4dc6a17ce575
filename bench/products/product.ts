import type { Pool } from '@trellis/db';
import type { Lead } from '../lead.ts';
import type { Request } from '../load/client.ts';

export const PAGE_SIZE = 20;
/** The page that `deep` asks for, from 0. */
export const DEEP_PAGE = 4_999;

export interface Condition {
  readonly field: 'stage' | 'source' | 'name';
  readonly op: 'eq' | 'contains';
  readonly value: string;
}

/** The first page of leads with the total, as a table in a browser asks for it; the sort is descending. */
export interface List {
  readonly where: readonly Condition[];
  readonly sort: 'amount' | 'id';
}

/** The table behind the leads, for loading, for checking answers against SQL, and for the index of `list_ix`. */
export interface Table {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly id: string;
  /** Condition that rows of living records meet. */
  readonly living: string;
  /** The index for a list by stage and source, largest amount first: everything after the table's name. */
  readonly listIndex: string;
  column(field: keyof Lead): string;
}

/** A server under test. Requests are built by pure functions; nothing but sending them is timed. */
export interface Product {
  readonly name: string;
  readonly address: string;
  readonly pids: readonly number[];
  /** Its database, for everything that is not timed. */
  readonly pool: Pool;
  readonly table: Table;
  /** Headers that a logged-in caller sends. */
  logIn(): Promise<Readonly<Record<string, string>>>;
  /** Puts leads 1 to `count` into an empty table. */
  fill(count: number, send: (request: Request) => Promise<unknown>): Promise<void>;
  /** Waits until it has done what it does by itself for lists like these. */
  readonly settle?: (like: List, ask: (request: Request) => Promise<unknown>) => Promise<void>;
  readonly requests: Requests;
  readonly answers: Answers;
  stop(): Promise<void>;
}

interface Requests {
  create(lead: Lead): Request;
  bulk(leads: readonly Lead[]): Request;
  list(list: List): Request;
  /** Page DEEP_PAGE of all leads by id descending, with the total, in the way in which the product pages. */
  deep(ask: (request: Request) => Promise<unknown>): Promise<Request>;
  get(id: string): Request;
  update(id: string, score: number): Request;
  /** How many leads there are in a stage. */
  count(stage: string): Request;
  /** Number of leads and sum of amounts by stage, and of all. */
  totals(): Request;
  /** Sum of amounts and number of leads by stage and month of `created`. */
  aggregate(): Request;
}

interface Answers {
  rows(answer: unknown): readonly Row[];
  total(answer: unknown): { readonly value: number; readonly exact: boolean };
  groups(answer: unknown): number;
}

export interface Row {
  readonly id: string;
  readonly stage: string;
  readonly source: string;
  readonly amount: number;
}
