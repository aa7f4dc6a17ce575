import { filterFields, totalsOf } from '@trellis/forms/model';
import type { Value, ValueKind } from '@trellis/logic';
import type { JsonObject, TableColumn, TableConfig, Totals } from '@trellis/metadata';
import type { MenuProps } from 'antd';
import { useMemo } from 'react';
import type { Column } from '../../data/columns.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { useT } from '../../messages.ts';
import { withColumn } from '../../state/columns.ts';
import { allOf, toggleSort } from '../../state/list-state.ts';
import type { ViewProps } from '../facet.tsx';
import { useGridT } from './messages.ts';
import { sameAs } from './same-as.ts';

const GROUPED: ReadonlySet<ValueKind> = new Set(['option', 'ref', 'boolean', 'text', 'date', 'datetime']);

/** What can be done with the columns of a table, for this member alone; empty where the view is locked. */
export function useColumnActions(
  props: ViewProps<TableConfig>,
  the: {
    readonly columns: readonly Column[];
    readonly frozen: number;
    /** What stands in the active cell of a column. */
    readonly valueAt: (col: number) => Value | undefined;
    /** How wide the content of a column is. */
    readonly widthOf: (col: number) => number;
    readonly say: (text: string) => void;
    /** Opens the list's filter at a column. */
    readonly filter: (col: number) => void;
  },
) {
  const { info, view, config, adjust, state, setState } = props;
  const { columns, frozen } = the;
  const t = useT();
  const gridT = useGridT();
  const label = useFieldLabel(info.form);
  const filtered = useMemo(() => new Set(filterFields(info.form).map(({ key }) => key)), [info.form]);

  const setColumns = (next: readonly TableColumn[]) =>
    adjust?.({ config: { columns: next } as unknown as JsonObject });
  const setFrozen = (next: number) => adjust?.({ config: { frozen: next } });
  const sort = (field: string, dir: 'asc' | 'desc') => {
    const { sort: _, ...rest } = state;
    adjust?.({ sort: [{ field, dir }] });
    setState({ ...rest, sort: [{ field, dir }] });
  };
  /** What a click on a head does: up, down, none; beside the other columns with `add`. */
  const toggle = (field: string, add: boolean) => {
    const next = toggleSort(props.query.sort ?? [], field, add);
    const { sort: _, ...rest } = state;
    adjust?.({ sort: next.length > 0 ? next : undefined });
    setState(next.length > 0 ? { ...rest, sort: next } : rest);
  };
  const groupBy = (column: Column | undefined) => {
    const dated = column?.kind === 'date' || column?.kind === 'datetime';
    const group = column
      ? [dated ? { field: column.key, bucket: 'month' as const } : { field: column.key }]
      : [];
    const { group: _, ...rest } = state;
    adjust?.({ group });
    setState({ ...rest, group });
  };
  /** Puts a column before another; the first one, which names the record, keeps its place. */
  const move = (from: number, to: number) => {
    const moved = columns[from];
    const target = columns[to];
    if (!moved || !target || from === 0 || to === 0 || from === to) return;
    const all = config.columns.some(({ field }) => field === moved.key)
      ? config.columns
      : [...config.columns, { field: moved.key }];
    const own = all.find(({ field }) => field === moved.key) as TableColumn;
    const others = all.filter((one) => one !== own);
    const at = others.findIndex(({ field }) => field === target.key) + (from < to ? 1 : 0);
    setColumns(others.toSpliced(at, 0, own));
    the.say(gridT('moved', { column: label(moved.key), place: to + 1 }));
  };
  const resize = (key: string, width: number) => setColumns(withColumn(config.columns, key, { width }));
  const fit = (col: number) => {
    const column = columns[col];
    if (column) resize(column.key, the.widthOf(col));
  };
  const total = (key: string, op: Totals[string] | undefined) => {
    const { [key]: _, ...rest } = view.totals ?? {};
    adjust?.({ totals: op ? { ...rest, [key]: op } : rest });
  };

  const menuOf = (col: number): NonNullable<MenuProps['items']> => {
    const column = columns[col];
    if (!column) return [];
    const { field } = column;
    const value = the.valueAt(col);
    const ops = field && !field.owned && !field.meta.encrypted ? totalsOf(field.kind, field.many) : [];
    const grouped = (view.group ?? []).some((level) => level.field === column.key);
    const groupable = GROUPED.has(column.kind) && !field?.owned && !field?.meta.encrypted;
    const only = value === undefined ? undefined : sameAs(column, value);
    const item = (key: string, text: string, onClick: () => void, disabled = false) => ({
      key,
      label: text,
      onClick,
      disabled,
    });
    return [
      ...(only
        ? [
            item('only', gridT('sameOnly'), () => {
              const filter = allOf(state.filter, only);
              setState(filter === undefined ? state : { ...state, filter });
            }),
          ]
        : []),
      ...(adjust && filtered.has(column.key)
        ? [item('filter', gridT('filterBy'), () => the.filter(col))]
        : []),
      ...(adjust
        ? [
            item('asc', gridT('sortAsc'), () => sort(column.key, 'asc')),
            item('desc', gridT('sortDesc'), () => sort(column.key, 'desc')),
            ...(grouped
              ? [item('ungroup', gridT('ungroup'), () => groupBy(undefined))]
              : groupable
                ? [item('group', gridT('groupBy'), () => groupBy(column))]
                : []),
            ...(ops.length > 0
              ? [
                  {
                    key: 'totals',
                    label: gridT('totals'),
                    children: [
                      item('none', gridT('noTotal'), () => total(column.key, undefined)),
                      ...ops.map((op) => item(op, t(`total_${op}`), () => total(column.key, op))),
                    ],
                  },
                ]
              : []),
            { type: 'divider' as const },
            frozen === col + 1 && col > 0
              ? item('unfreeze', gridT('unfreeze'), () => setFrozen(1))
              : item('freeze', gridT('freeze'), () => setFrozen(col + 1), frozen === col + 1),
            item('fit', gridT('fit'), () => fit(col)),
            ...(col > 0
              ? [
                  item('left', gridT('moveLeft'), () => move(col, col - 1), col === 1),
                  item('right', gridT('moveRight'), () => move(col, col + 1), col === columns.length - 1),
                  item('hide', gridT('hide'), () =>
                    setColumns(withColumn(config.columns, column.key, { hidden: true })),
                  ),
                ]
              : []),
          ]
        : []),
    ];
  };
  return { menuOf, move, resize, fit, toggleSort: toggle };
}
