import { useQueryClient } from '@tanstack/react-query';
import { type CompiledField, shownText } from '@trellis/forms/model';
import { useFormServices, useTextEnv } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import {
  formParams,
  keys,
  type RecordData,
  useAskReason,
  useClient,
  useDeleteRecords,
  useToast,
  useWorkspace,
  withReason,
} from '@trellis/ui/react';
import { App } from 'antd';
import { useRef } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { type Column, isSystemField } from '../../data/columns.ts';
import { systemValue } from '../../data/system-cell.tsx';
import { type Area, pasted, repeated } from './area.ts';
import { editingOf, takesText } from './can-edit.tsx';
import { useGridT } from './messages.ts';
import { parseTsv, printHtml, printTsv } from './tsv.ts';
import type { CellChange, useEdits } from './use-edits.tsx';
import { useReadText } from './use-read-text.tsx';
import type { Table } from './use-table.tsx';

/** Rows that one action copies or changes. */
const MOST_ROWS = 1_000;

/** Where a filled area gets its values from: the area above, to the side of none. */
export interface Filling {
  readonly from: Area;
  readonly to: Area;
}

/** Copies, pastes, fills and clears areas of a table. */
export function useClipboard(the: {
  readonly info: FormInfo;
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly edits: ReturnType<typeof useEdits>;
}) {
  const { info, table, columns, edits } = the;
  const { form } = info;
  const t = useGridT();
  const toast = useToast();
  const { modal } = App.useApp();
  const env = useTextEnv(table.refs);
  const { tz } = useFormServices();
  const client = useClient();
  const cache = useQueryClient();
  const ask = useAskReason();
  const { key: workspace } = useWorkspace();
  const readText = useReadText();
  const { mutateAsync: remove } = useDeleteRecords(form.ref);
  /** What was copied here last: pasted into the same field it is the value itself, whatever its text leaves out. */
  const copied = useRef<{ text: string; cells: readonly (readonly { field?: string; value: Value }[])[] }>(
    undefined,
  );

  const cellValue = (record: RecordData, { key, field }: Column): Value =>
    (field ? record.values[key] : isSystemField(key) ? systemValue(record, key) : null) as Value;
  const textOf = (record: RecordData, column: Column): string => {
    const value = cellValue(record, column) ?? null;
    if (value === null) return '';
    if (column.field) return shownText(column.field, value, env);
    const text = String(value);
    return column.kind === 'datetime'
      ? new Date(text).toLocaleString(env.locale, { timeZone: tz })
      : (env.title?.(text) ?? text);
  };
  const few = (count: number): boolean => {
    if (count <= MOST_ROWS) return true;
    toast.error(t('tooMany', { count: MOST_ROWS }));
    return false;
  };
  const recordsOf = async (lines: readonly number[]): Promise<RecordData[]> => {
    const found: RecordData[] = [];
    for (const line of lines) {
      const record = table.at(line) ?? (await table.load(line));
      if (record) found.push(record);
    }
    return found;
  };
  const linesIn = ({ top, bottom }: Area): number[] => recordLines(table, top, bottom - top + 1, bottom);
  const columnsIn = ({ left, right }: Area): readonly Column[] => columns.slice(left, right + 1);

  const put = (records: readonly RecordData[], area: Area) => {
    const shown = columnsIn(area);
    const rows = records.map((record) => shown.map((column) => textOf(record, column)));
    const text = printTsv(rows);
    const cells = records.map((record) =>
      shown.map((column) => ({
        ...(column.field ? { field: column.key } : {}),
        value: cellValue(record, column) ?? null,
      })),
    );
    copied.current = { text, cells };
    edits.say(t('copied', { rows: rows.length, cols: shown.length }));
    return { text, html: printHtml(rows) };
  };
  /** Answers whether anything was put on the clipboard. */
  const copy = (area: Area, to: DataTransfer): boolean => {
    const lines = linesIn(area);
    if (!few(lines.length)) return false;
    const ready = lines.map((line) => table.at(line));
    if (ready.every((record) => record !== undefined)) {
      const { text, html } = put(ready, area);
      to.setData('text/plain', text);
      to.setData('text/html', html);
      return true;
    }
    void copyNow(area);
    return false;
  };

  /** The same for who asks for it in a menu instead of by keys. */
  const copyNow = async (area: Area) => {
    const lines = linesIn(area);
    if (!few(lines.length)) return;
    try {
      const records = await recordsOf(lines);
      await navigator.clipboard.writeText(put(records, area).text);
    } catch {
      edits.say(t('copyRefused'));
    }
  };

  const clear = async (area: Area) => {
    const lines = linesIn(area);
    if (!few(lines.length)) return;
    const records = await recordsOf(lines);
    const cells = columnsIn(area).filter((column) => editingOf(info, column) !== undefined);
    const changes = records.flatMap((record) =>
      cells.map(
        (column): CellChange => ({
          record,
          field: column.field as CompiledField,
          to: { value: null },
        }),
      ),
    );
    await edits.apply(changes, (count) => t('cleared', { count }));
  };

  /** The values of an area, repeated over another that begins at the same columns. */
  const fill = async ({ from, to }: Filling) => {
    const lines = linesIn(to);
    if (!few(lines.length)) return;
    const sources = await recordsOf(linesIn(from));
    const targets = await recordsOf(lines);
    const upwards = to.top < from.top;
    const changes = targets.flatMap((record, row) => {
      const at = upwards ? row - targets.length : row;
      const source = sources[repeated(at, sources.length)];
      return columnsIn(from).flatMap((column): CellChange[] => {
        const { field } = column;
        const editing = editingOf(info, column);
        if (!source || !field || !editing || editing === 'record') return [];
        return [{ record, field, to: { value: cellValue(source, column) ?? null } }];
      });
    });
    await edits.apply(changes, (count) => t('filled', { count }));
  };

  const paste = async (area: Area, text: string) => {
    if (text === '') {
      edits.say(t('nothingToPaste'));
      return;
    }
    const block = parseTsv(text);
    const own = copied.current && sameText(copied.current.text, text) ? copied.current.cells : undefined;
    const width = Math.max(...block.map((row) => row.length));
    const size = pasted(area, { rows: block.length, cols: width });
    if (!few(size.rows)) return;
    const lines = recordLines(table, area.top, size.rows);
    const over = size.rows - lines.length;
    const mayMake =
      over > 0 && info.actions.has('create') && (table.lines.at(0)?.kind ?? 'record') === 'record';
    const make = mayMake && (await asks(over));
    const records = await recordsOf(lines);
    const shown = columns.slice(area.left, area.left + size.cols);
    let skipped = (size.cols - shown.length) * lines.length;
    const asked: { row: number; field: CompiledField; text: string }[] = [];
    const direct: { row: number; field: CompiledField; value: Value }[] = [];
    for (let row = 0; row < (make ? size.rows : records.length); row++) {
      shown.forEach((column, col) => {
        const at = [repeated(row, block.length), repeated(col, width)] as const;
        const cell = block[at[0]]?.[at[1]];
        if (cell === undefined) return;
        const kept = own?.[at[0]]?.[at[1]];
        const { field } = column;
        const editing = editingOf(info, column);
        if (field && editing && editing !== 'record' && kept?.field === field.key)
          direct.push({ row, field, value: kept.value });
        else if (field && takesText(info, column)) asked.push({ row, field, text: cell });
        else skipped++;
      });
    }
    const read = await readText(asked);
    const cells = [
      ...direct.map(({ row, field, value }) => ({ row, field, to: { value } })),
      ...asked.map(({ row, field }, index) => ({ row, field, to: read[index] as CellChange['to'] })),
    ];
    const changes = cells.flatMap(({ row, field, to }): CellChange[] => {
      const record = records[row];
      return record ? [{ record, field, to }] : [];
    });
    const notes = [
      ...(skipped > 0 ? [t('skipped', { count: skipped })] : []),
      ...(over > 0 && !make ? [t('rowsDropped', { count: over })] : []),
    ];
    await edits.apply(changes, (count) => [t('pasted', { count }), ...notes].join(t('comma')));
    if (make)
      await create(
        cells.filter(({ row }) => row >= records.length),
        records.length,
        over,
      );
  };
  const asks = (count: number): Promise<boolean> =>
    new Promise((resolve) => {
      modal.confirm({
        title: t('newTitle', { count }),
        content: t('newText', { count }),
        okText: t('newYes', { count }),
        cancelText: t('newNo'),
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      });
    });

  /** New records of the rows that were left over: all of them, or none. */
  const create = async (
    cells: readonly { readonly row: number; readonly field: CompiledField; readonly to: CellChange['to'] }[],
    first: number,
    count: number,
  ) => {
    const rows = Array.from({ length: count }, (): Record<string, Value> => ({}));
    for (const { row, field, to } of cells) {
      const values = rows[row - first];
      const value = 'value' in to ? to.value : to.typed;
      // An empty cell leaves the field to its default.
      if (values && value !== null) values[field.key] = value;
    }
    const made = rows.filter((values) => Object.keys(values).length > 0);
    if (made.length === 0) return;
    try {
      const { ids } = await withReason(ask, (accept) =>
        client.call('bulkRecords', {
          params: formParams(workspace, form.ref),
          body: { create: made.map((values) => ({ values })), ...(accept ? { accept } : {}) },
        }),
      );
      toast.undo(t('made', { count: ids.length }), async () => {
        await remove(ids);
      });
    } catch (error) {
      toast.error(error);
    } finally {
      void cache.invalidateQueries({ queryKey: keys.form(workspace, form.ref) });
    }
  };

  return { copy, copyNow, paste, clear, fill };
}

/** The next lines that hold records, from a line on. */
function recordLines({ lines }: Table, from: number, count: number, last = lines.count - 1): number[] {
  const found: number[] = [];
  for (let line = from; line <= last && found.length < Math.min(count, MOST_ROWS + 1); line++)
    if (lines.at(line)?.kind === 'record') found.push(line);
  return found;
}

/** Clipboards of some systems write line breaks anew, and end the text with one. */
const sameText = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/, '');
