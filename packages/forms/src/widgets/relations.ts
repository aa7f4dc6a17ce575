import type { Value } from '@trellis/logic';
import type { Issue, Sort } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import type { Refs } from './facet.tsx';

/** A record of another form, as far as it was asked for. */
export interface LinkedRow {
  readonly id: string;
  readonly title: string;
  readonly values: { readonly [field: string]: Value };
}
export interface LinkedRows {
  readonly rows: readonly LinkedRow[];
  readonly refs: Refs;
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
  readonly total?: number;
}

/** The record at hand: what is on the screen over what is stored. */
export interface AtHand {
  readonly record?: string | undefined;
  readonly values?: Values;
}
/** A row of a sub-form of the record at hand. */
export interface RowPlace {
  /** The sub-form. */
  readonly field: string;
  readonly row: string;
}
/** A value that is wanted. */
interface Wanted {
  readonly field: string;
  /** Reference whose choice fills it in. */
  readonly by?: string;
  /** Where it is one of a row. */
  readonly in?: RowPlace;
}
export interface LinkedAsk extends AtHand {
  readonly in?: RowPlace | undefined;
  /** Reference whose candidates, or list whose records, are wanted. */
  readonly field: string;
  readonly fields?: readonly string[];
  readonly search?: string;
  readonly sort?: readonly Sort[];
  readonly limit?: number;
  readonly after?: string | undefined;
}

/** What fields that reach into other records ask of the host. All of it under the rights of the person. */
export interface RelationServices {
  /** A form that the person may see. */
  formOf(ref: string): CompiledForm | undefined;
  /** Candidates of a reference of `form`, or the records that a list field of it shows. */
  records(form: string, ask: LinkedAsk, signal: AbortSignal): Promise<LinkedRows>;
  /** Any records of a form that the person may view, found by a text or by their ids. */
  find(
    target: string,
    ask: {
      readonly search?: string;
      readonly ids?: readonly string[];
      readonly fields: readonly string[];
      readonly after?: string | undefined;
    },
    signal: AbortSignal,
  ): Promise<LinkedRows>;
  /** Values that follow from other records. */
  values(
    form: string,
    ask: AtHand & { readonly want: readonly Wanted[] },
    signal: AbortSignal,
  ): Promise<{
    readonly values: Values;
    /** Those of rows, by sub-form and row. */
    readonly rows?: { readonly [field: string]: { readonly [row: string]: Values } } | undefined;
    readonly refs: Refs;
    /** Why an address gave a field nothing. */
    readonly failed?: { readonly [field: string]: Pick<Issue, 'code' | 'params'> } | undefined;
  }>;
  mayCreate(target: string): boolean;
  /** Opens the form for a new record; undefined when it was given up. */
  create(
    target: string,
    prefill: Values,
  ): Promise<{ readonly id: string; readonly title: string } | undefined>;
  /** Whether the person may change this field of records of the form. */
  mayWrite(target: string, field: string): boolean;
  /** Changes fields of a record. What it throws carries its words as `message`. */
  save(target: string, id: string, set: Values): Promise<void>;
  /** Parameter of the page's address. */
  param(name: string): string | undefined;
}
