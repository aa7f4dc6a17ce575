import type { Row, Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import { moved, useToast } from '@trellis/ui/react';
import { useMemo, useRef, useState } from 'react';
import { withFormulas } from '../../compute/own.ts';
import type { CompiledForm } from '../../form/compile.ts';
import { defaults } from '../../form/record.ts';
import { type RowValue, rowData, rowsOf, wholeRow } from '../../form/rows.ts';
import { type BehaviourState, behaviourState } from '../../form/state.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { type RecordOnScreen, useRecordOnScreen } from '../../widgets/record-on-screen.tsx';
import { useEnv } from '../../widgets/services.tsx';
import { useT } from './messages.tsx';
import type { RowAction, SubformConfig } from './model.ts';

/** The rows on the screen and what may be done with them. */
export interface Rows {
  readonly form: CompiledForm;
  readonly list: readonly RowValue[];
  /** What the rules say of each row. */
  readonly states: readonly BehaviourState[];
  /** Each row as a record, for inputs that look at other columns or at the record around it. */
  readonly screens: readonly (RecordOnScreen | undefined)[];
  readonly max: number;
  may(action: RowAction): boolean;
  /** Whether a value of a row can't be changed: by a rule, or because rows that are saved stay as they are. */
  isLocked(row: number, column: string): boolean;
  replace(list: readonly RowValue[]): void;
  set(row: number, column: string, value: Value): void;
  /** A new row with its defaults. */
  blank(): RowValue;
  /** Adds an empty row after a place; the end without one. Answers where it stands. */
  add(after?: number): number;
  copy(row: number): void;
  remove(row: number): void;
  move(from: number, to: number): void;
}

const MOST = 200;

export function useRows(props: WidgetProps<SubformConfig>, form: CompiledForm): Rows {
  const { config, value, onChange, disabled } = props;
  const t = useT();
  const toast = useToast();
  const env = useEnv();
  const record = useRecordOnScreen();
  const isNew = record !== undefined && record.id === undefined && record.mode === 'edit';
  // Empty rows of a new record become real with the first change; what stays empty is not saved.
  const spare = useRef<RowValue[]>([]);
  const given = rowsOf(value);
  const design = record?.mode === 'design' ? 1 : 0;
  const wanted = given.length > 0 || disabled ? 0 : Math.max(design, isNew ? (config.empty ?? 0) : 0);
  while (spare.current.length < wanted) spare.current.push(wholeRow(form, newId(), {}));
  const list = given.length > 0 ? given : spare.current.slice(0, wanted);
  // Which rows are saved is a matter of the record as it was opened, not of what is typed.
  const [saved] = useState(() => new Set(isNew ? [] : rowsOf(value).map(({ _id }) => _id)));
  const parent: Row = useMemo(() => ({ ...record?.values, _id: record?.id ?? null }), [record]);
  const states = useMemo(
    () => list.map((row) => behaviourState(form, rowData(row, parent), env())),
    [form, list, parent, env],
  );
  const screens = useMemo(
    () =>
      list.map((row): RecordOnScreen | undefined => {
        if (!record) return undefined;
        const place = { field: props.field.key, row: String(row._id) };
        const { mode, refs } = record;
        return { form, values: row, mode, refs, row: { of: record, place } };
      }),
    [record, list, form, props.field.key],
  );
  const max = config.max ?? MOST;
  const denied = new Set(config.denied);

  const blank = (): RowValue => {
    const id = newId();
    return wholeRow(form, id, defaults(form, env(), rowData({ _id: id }, parent)));
  };
  // Formulas of a row follow at once, so that totals and the record's own formulas see them.
  const computed = (row: RowValue) => withFormulas(form, row, rowData(row, parent), env());
  const replace = (next: readonly RowValue[]) => onChange(next.length > 0 ? next.map(computed) : null);
  return {
    form,
    list,
    states,
    screens,
    max,
    may: (action) =>
      !disabled &&
      !denied.has(action) &&
      (action !== 'copy' || !denied.has('add')) &&
      !((action === 'add' || action === 'copy') && list.length >= max),
    isLocked: (row, column) => {
      const field = form.fields.get(column);
      const stays = denied.has('edit') && saved.has(list[row]?._id ?? '');
      return (disabled ?? false) || stays || !field || (states[row]?.readonly.has(column) ?? false);
    },
    replace,
    set: (row, column, next) =>
      replace(list.map((one, index) => (index === row ? { ...one, [column]: next } : one))),
    blank,
    add: (after = list.length - 1) => {
      replace(list.toSpliced(after + 1, 0, blank()));
      return after + 1;
    },
    copy: (row) => {
      const { _id: _, ...values } = list[row] ?? {};
      replace(list.toSpliced(row + 1, 0, { _id: newId(), ...values }));
    },
    remove: (row) => {
      const before = list;
      replace(list.toSpliced(row, 1));
      toast.undo(t('deleted', { count: row + 1 }), () => replace(before));
    },
    move: (from, to) => replace(moved(list, from, to)),
  };
}
