import type { Issue } from '@trellis/metadata';
import { createContext, useContext } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import type { Refs } from './facet.tsx';
import type { RowPlace } from './relations.ts';

/** The record that a field is shown in, for those whose look depends on more than their value. */
export interface RecordOnScreen {
  readonly form: CompiledForm;
  /** As on the screen: canonical, or raw text that can't be read yet. */
  readonly values: Values;
  /** As stored, where that is known. */
  readonly saved?: Values | undefined;
  /** Absent for a record that is not saved yet. */
  readonly id?: string | undefined;
  readonly refs?: Refs | undefined;
  readonly mode: 'edit' | 'read' | 'design';
  /** What is wrong with it, for fields that show issues of their parts. */
  readonly issues?: readonly Issue[];
  /** Of a row of a sub-form, whose columns are the fields: where it stands. */
  readonly row?: { readonly of: RecordOnScreen; readonly place: RowPlace };
  /** Fields, and columns of rows as "lines.price", that the person may not write. */
  readonly locked?: ReadonlySet<string>;
}

const Context = createContext<RecordOnScreen | undefined>(undefined);

export const RecordProvider = Context.Provider;

/** The record around a widget or cell; undefined in a list or a filter, where there is none. */
export const useRecordOnScreen = (): RecordOnScreen | undefined => useContext(Context);
