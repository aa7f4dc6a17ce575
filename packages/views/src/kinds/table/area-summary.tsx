import { likeResult, shownText } from '@trellis/forms/model';
import { useTextEnv } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { formatNumber, type RecordData, useLocale } from '@trellis/ui/react';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { type Column, isSystemField } from '../../data/columns.ts';
import { systemValue } from '../../data/system-cell.tsx';
import { type Area, rowsIn } from './area.ts';
import { useGridT } from './messages.ts';
import { summaryOf } from './summary.ts';
import type { Table } from './use-table.tsx';

/** Rows that are added up; of more it is only said how many there are. */
const MOST_ROWS = 1_000;
/** Time that an area must stay the same before records that are not at hand are fetched for it. */
const IDLE_MS = 300;

/** How much is chosen, and what its numbers come to. */
export function AreaSummary(props: {
  readonly area: Area;
  readonly table: Table;
  readonly columns: readonly Column[];
}) {
  const { area, table, columns } = props;
  const t = useGridT();
  const env = useTextEnv();
  const { locale } = useLocale();
  const { top, bottom } = area;
  const chosen = useMemo(() => columns.slice(area.left, area.right + 1), [columns, area.left, area.right]);
  const few = rowsIn(area) <= MOST_ROWS;
  const records = useRecordsIn(table, top, few ? bottom : top - 1);
  const numeric = chosen.filter(isNumeric);
  const summary = useMemo(
    () =>
      records &&
      summaryOf(
        records.flatMap((record) =>
          chosen.map((column) => {
            const { key, field } = column;
            const system = isSystemField(key) ? systemValue(record, key) : null;
            const value = ((field ? record.values[key] : system) ?? null) as Value;
            return { value, counted: isNumeric(column) };
          }),
        ),
      ),
    [records, chosen],
  );
  const [only, other] = numeric;
  const field = only?.field && !other ? likeResult(only.field) : undefined;
  const shown = (number: string) =>
    field ? shownText(field, number, env) : formatNumber(number, locale, undefined);
  const numbers = summary?.numbers;
  return (
    <span className="v-area-summary t-num">
      <span>{t('chosen', { rows: rowsIn(area), cols: chosen.length })}</span>
      {few && summary ? <span>{t('chosenFilled', { count: summary.filled })}</span> : null}
      {few && numbers ? (
        <>
          <span>{t('chosenSum', { value: shown(numbers.sum) })}</span>
          <span>{t('chosenAverage', { value: shown(numbers.average) })}</span>
          <span>{t('chosenLeast', { value: shown(numbers.least) })}</span>
          <span>{t('chosenMost', { value: shown(numbers.most) })}</span>
        </>
      ) : null}
    </span>
  );
}

const isNumeric = ({ kind, field }: Column): boolean =>
  kind === 'number' &&
  field !== undefined &&
  !field.many &&
  !field.meta.encrypted &&
  field.type.mask?.(field.config) === undefined;

/** The records in some lines: those at hand at once, with others as soon as the choice stays; undefined until then. */
function useRecordsIn(table: Table, first: number, last: number): readonly RecordData[] | undefined {
  const { at } = table;
  const [fetched, setFetched] = useState<{ of: string; records: readonly RecordData[] }>();
  const of = `${first}-${last}`;
  const lines = useMemo(
    () =>
      Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter(
        (line) => table.lines.at(line)?.kind === 'record',
      ),
    [table.lines, first, last],
  );
  const here = useMemo(() => lines.flatMap((line) => at(line) ?? []), [lines, at]);
  const missing = here.length < lines.length;
  const load = useEffectEvent(table.load);
  useEffect(() => {
    if (!missing) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const records: RecordData[] = [];
      for (const line of lines) {
        const record = at(line) ?? (wanted ? await load(line) : undefined);
        if (record) records.push(record);
      }
      if (wanted) setFetched({ of, records });
    }, IDLE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [missing, of, lines, at]);
  if (!missing) return here;
  return fetched?.of === of ? fetched.records : undefined;
}
