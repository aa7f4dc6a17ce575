import type { Row, Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import { moved, useToast } from '@trellis/ui/react';
import { useMemo, useRef, useState } from 'react';
import { withFormulas } from '../../compute/own.ts';
import type { CompiledForm } from '../../form/compile.ts';
import type { CompiledHint } from '../../form/guide.ts';
import { rootsRead } from '../../form/live-plan.ts';
import { rowsFollower } from '../../form/live-state.ts';
import { isOfParent } from '../../form/reads.ts';
import { defaults } from '../../form/record.ts';
import { type RowValue, rowData, rowsOf, wholeRow } from '../../form/rows.ts';
import type { BehaviourState } from '../../form/state.ts';
import { warnedBy } from '../../view/warned.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { type RecordOnScreen, useRecordNow, useRecordPart } from '../../widgets/record-on-screen.tsx';
import { useEnv } from '../../widgets/services.tsx';
import { useT } from './messages.tsx';
import type { RowAction, SubformConfig } from './model.ts';

/** The rows on the screen and what may be done with them. */
export interface Rows {
  readonly form: CompiledForm;
  readonly list: readonly RowValue[];
  /** What the rules say of each row. */
  readonly states: readonly BehaviourState[];
  /** Words at the cells of each row: hints of rules, and what checks warn of. */
  readonly hints: readonly ReadonlyMap<string, readonly CompiledHint[]>[];
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
const looksAround = (form: CompiledForm): boolean => [...rootsRead(form)].some(isOfParent);

export function useRows(props: WidgetProps<SubformConfig>, form: CompiledForm): Rows {
  const { config, value, onChange, disabled } = props;
  const t = useT();
  const toast = useToast();
  const env = useEnv();
  const recordNow = useRecordNow();
  const mode = useRecordPart((record) => record.mode);
  const id = useRecordPart((record) => record.id);
  const refs = useRecordPart((record) => record.refs);
  // Rows whose rules look at the record around them are drawn with it.
  const around = useRecordPart(({ values }) => (looksAround(form) ? values : undefined));
  const isNew = mode === 'edit' && id === undefined;
  // Empty rows of a new record become real with the first change; what stays empty is not saved.
  const spare = useRef<RowValue[]>([]);
  const given = rowsOf(value);
  const design = mode === 'design' ? 1 : 0;
  const wanted = given.length > 0 || disabled ? 0 : Math.max(design, isNew ? (config.empty ?? 0) : 0);
  while (spare.current.length < wanted) spare.current.push(wholeRow(form, newId(), {}));
  const list = given.length > 0 ? given : spare.current.slice(0, wanted);
  // Which rows are saved is a matter of the record as it was opened, not of what is typed.
  const [saved] = useState(() => new Set(isNew ? [] : rowsOf(value).map(({ _id }) => _id)));
  const { key } = props.field;
  const follow = useMemo(() => rowsFollower({ key, rows: form }), [key, form]);
  const states = useMemo(
    () => follow({ ...around, _id: id ?? null, [key]: list }, env()),
    [follow, around, id, key, list, env],
  );
  const hints = useMemo(() => states.map((state) => warnedBy(form, state).hints), [states, form]);
  const screens = useMemo(
    () =>
      list.map((row): RecordOnScreen | undefined => {
        if (mode === undefined) return undefined;
        const place = { field: key, row: String(row._id) };
        return { form, values: row, mode, refs, row: { of: recordNow, place } };
      }),
    [mode, refs, recordNow, list, form, key],
  );
  const max = config.max ?? MOST;
  const denied = new Set(config.denied);

  const parent = (): Row => ({ ...recordNow()?.values, _id: id ?? null });
  const blank = (): RowValue => {
    const id = newId();
    return wholeRow(form, id, defaults(form, env(), rowData({ _id: id }, parent())));
  };
  // Formulas of a row follow at once, so that totals and the record's own formulas see them.
  const replace = (next: readonly RowValue[]) => {
    const record = parent();
    const computed = (row: RowValue) => withFormulas(form, row, rowData(row, record), env());
    onChange(next.length > 0 ? next.map(computed) : null);
  };
  return {
    form,
    list,
    states,
    hints,
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
