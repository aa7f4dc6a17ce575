import { useFormServices } from '@trellis/forms/react';
import type { TableConfig, ViewGroup } from '@trellis/metadata';
import {
  type GroupQuery,
  type ListQuery,
  type RecordData,
  type Refs,
  useGroups,
  useRecords,
} from '@trellis/ui/react';
import { useCallback, useMemo, useState } from 'react';
import { type PageAsk, pageName, usePages } from '../../data/use-pages.tsx';
import { allOf } from '../../state/list-state.ts';
import { type Extent, extentOf, PAGE_SIZE, pageOf } from '../../state/windows.ts';
import type { ViewProps } from '../facet.tsx';
import { groupCondition } from './group-condition.ts';
import { flatLines, type Group, groupedLines, type Lines, sectionsOf } from './lines.ts';

/** Lines beyond those on the screen whose records are fetched with them. */
const AHEAD = 10;
const NOTHING_FOLDED: readonly string[] = [];
const NO_LEVELS: readonly ViewGroup[] = [];
const FIRST: readonly PageAsk[] = [{ list: 0, page: 0 }];

/** All that a table shows, as far as it is at hand. */
export interface Table {
  /** Nothing has arrived yet. */
  readonly pending: boolean;
  /** Shows the list of the query before, while the new one is under way. */
  readonly stale: boolean;
  readonly error: Error | null;
  retry(): void;
  readonly lines: Lines;
  readonly extent: Extent;
  /** There are more groups than are shown. */
  readonly more: boolean;
  readonly totals: Group['totals'];
  readonly refs: Refs;
  /** The record in a line, or undefined: its page is under way, or a head stands there. */
  at(line: number): RecordData | undefined;
  /** The record in a line, fetched if it is not at hand. */
  load(line: number): Promise<RecordData | undefined>;
  /** Has the records of these lines fetched. */
  want(first: number, last: number): void;
}

/** The records of a table in lines, in groups where the view has some. */
export function useTable(
  { info, view, query, folded = NOTHING_FOLDED }: ViewProps<TableConfig>,
  fields: readonly string[],
  rowPx: number,
  exact: boolean,
): Table {
  const { form } = info;
  const { tz } = useFormServices();
  const levels = view.group ?? NO_LEVELS;
  const grouped = levels.length > 0;
  const [wanted, setWanted] = useState(FIRST);

  const body = useMemo(
    (): ListQuery => ({
      ...query,
      fields: [...fields],
      limit: PAGE_SIZE,
      total: grouped ? 'none' : exact ? 'exact' : 'capped',
    }),
    [query, fields, exact, grouped],
  );
  const first = useRecords(form.ref, body, { enabled: !grouped });

  const counting = useMemo(
    (): GroupQuery => ({
      by: levels.map((level) => ({ ...level })),
      ...(view.totals ? { totals: { ...view.totals } } : {}),
      ...(query.filter === undefined ? {} : { filter: query.filter }),
      ...(query.search ? { search: query.search } : {}),
    }),
    [levels, view.totals, query],
  );
  const counted = useGroups(form.ref, counting, {
    enabled: grouped || Object.keys(view.totals ?? {}).length > 0,
  });
  // Answers of other groups would stand under the wrong heads.
  const groups = grouped && !counted.isPlaceholderData ? counted.data?.groups : undefined;
  const sections = useMemo(() => sectionsOf(groups ?? [], levels.length), [groups, levels.length]);

  const bodyOf = useCallback(
    (list: number): ListQuery => {
      const section = sections[list];
      if (!grouped || !section) return body;
      const filter = allOf(query.filter, groupCondition(form, levels, section.keys, tz));
      return filter === undefined ? body : { ...body, filter };
    },
    [body, sections, grouped, query.filter, form, levels, tz],
  );
  // The first page of all is asked for above, since it carries the total.
  const asked = useMemo(
    () =>
      grouped
        ? wanted.filter(({ list }) => list < sections.length)
        : first.isPlaceholderData
          ? []
          : wanted.filter(({ list, page }) => list === 0 && page > 0),
    [wanted, grouped, sections, first.isPlaceholderData],
  );
  const rest = usePages(form.ref, bodyOf, asked);

  const extent = useMemo((): Extent => {
    if (grouped) return { rows: counted.data?.all.count ?? 0, exact: true };
    const known = new Map<number, { length: number; next: string | null }>();
    if (first.data) known.set(0, { length: first.data.records.length, next: first.data.next });
    for (const { list, page } of asked) {
      const data = rest.pages.get(pageName({ list, page }));
      if (data) known.set(page, { length: data.records.length, next: data.next });
    }
    return extentOf(first.data?.total, known);
  }, [grouped, counted.data, first.data, asked, rest.pages]);

  const lines = useMemo(
    () =>
      grouped
        ? groupedLines(groups ?? [], levels.length, new Set(folded), rowPx)
        : flatLines(extent.rows, rowPx),
    [grouped, groups, levels.length, folded, rowPx, extent.rows],
  );
  const want = useCallback(
    (from: number, to: number) => {
      const asks = new Map<string, PageAsk>();
      for (let line = Math.max(0, from - AHEAD); line <= Math.min(lines.count - 1, to + AHEAD); line++) {
        const is = lines.at(line);
        if (is?.kind !== 'record') continue;
        const ask = { list: is.section, page: pageOf(is.index) };
        asks.set(pageName(ask), ask);
      }
      const next = [...asks.values()];
      const same = (before: readonly PageAsk[]) =>
        before.map(pageName).join() === next.map(pageName).join() ? before : next;
      setWanted(same);
    },
    [lines],
  );
  const firstPage = grouped ? undefined : first.data;
  const at = useCallback(
    (line: number) => {
      const is = lines.at(line);
      if (is?.kind !== 'record') return undefined;
      if (firstPage && is.index < PAGE_SIZE) return firstPage.records[is.index];
      return rest.at(is.section, is.index);
    },
    [lines, firstPage, rest],
  );
  const refs = useMemo(
    () => ({ ...counted.data?.refs, ...firstPage?.refs, ...rest.refs }),
    [counted.data, firstPage, rest.refs],
  );
  const main = grouped ? counted : first;
  return {
    pending: grouped ? counted.isPending || counted.isPlaceholderData : first.isPending,
    stale: main.isPlaceholderData,
    error: main.data ? rest.error : main.error,
    retry: () => void (main.data ? rest.retry() : main.refetch()),
    lines,
    extent,
    more: grouped && (counted.data?.more ?? false),
    totals: counted.data?.all.totals ?? {},
    refs,
    at,
    load: async (line) => {
      const is = lines.at(line);
      return is?.kind === 'record' ? (at(line) ?? rest.load(is.section, is.index)) : undefined;
    },
    want,
  };
}
