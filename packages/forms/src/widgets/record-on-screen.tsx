import type { Issue } from '@trellis/metadata';
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';
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
  readonly row?: { of(): RecordOnScreen | undefined; readonly place: RowPlace };
  /** Fields, and columns of rows as "lines.price", that the person may not write. */
  readonly locked?: ReadonlySet<string>;
}

/** The record as it stands, and word of its changes: fields that look at none of these need not be drawn again. */
interface Watched {
  now(): RecordOnScreen | undefined;
  watch(listener: () => void): () => void;
  set(record: RecordOnScreen | undefined): void;
}

const Context = createContext<Watched | undefined>(undefined);

function watched(start: RecordOnScreen | undefined): Watched {
  let record = start;
  const listeners = new Set<() => void>();
  return {
    now: () => record,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      if (next === record) return;
      record = next;
      for (const listener of listeners) listener();
    },
  };
}

/** Shows a record to the fields inside. */
export function RecordProvider({
  value,
  children,
}: {
  readonly value: RecordOnScreen | undefined;
  readonly children: ReactNode;
}) {
  const [around] = useState(() => watched(value));
  // Before anything is painted: nobody sees a field beside a record that has moved on.
  useLayoutEffect(() => around.set(value), [around, value]);
  return <Context value={around}>{children}</Context>;
}

const nothing = () => () => {};

/**
 * A part of the record around the widget or cell; undefined in a list or a filter, where there is none. Draws again when
 * this part is another: a plain value, or something that the record holds as it is.
 */
export function useRecordPart<T>(part: (record: RecordOnScreen) => T): T | undefined {
  const around = useContext(Context);
  const read = () => {
    const record = around?.now();
    return record && part(record);
  };
  return useSyncExternalStore(around?.watch ?? nothing, read, read);
}

/** The record around the widget or cell. Draws again at each of its changes. */
export const useRecordOnScreen = (): RecordOnScreen | undefined => useRecordPart((record) => record);

/** Asks for the record around the widget or cell at the moment something happens, without being drawn for it. */
export function useRecordNow(): () => RecordOnScreen | undefined {
  const around = useContext(Context);
  return around?.now ?? none;
}
const none = () => undefined;
