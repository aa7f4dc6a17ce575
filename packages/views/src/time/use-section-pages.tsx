import { useQueries } from '@tanstack/react-query';
import {
  formParams,
  keys,
  type ListQuery,
  type RecordData,
  type Refs,
  useClient,
  useWorkspace,
} from '@trellis/ui/react';
import { PAGE_SIZE, pageOf } from '../state/windows.ts';
import type { SectionRow } from './sections.ts';

/** The records of the rows in sight: the pages of each section that they stand on, fetched by their place. */
export function useSectionPages(
  form: string,
  rows: readonly SectionRow[],
  /** The query of a section. */
  bodyOf: (section: number) => Omit<ListQuery, 'limit' | 'total'>,
) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const wanted = new Map<string, { section: number; page: number }>();
  for (const row of rows) {
    if (row.kind === 'head') continue;
    const page = pageOf(row.index);
    wanted.set(`${row.section}/${page}`, { section: row.section, page });
  }
  const pages = [...wanted.values()];
  const answers = useQueries({
    queries: pages.map(({ section, page }) => {
      const body = { ...bodyOf(section), limit: PAGE_SIZE, total: 'none' as const, offset: page * PAGE_SIZE };
      return {
        queryKey: keys.records(workspace, form, body),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call('queryRecords', { params: formParams(workspace, form), body, signal }),
      };
    }),
  });
  const at = (section: number, index: number): { record: RecordData; refs: Refs } | undefined => {
    const answer = pages.findIndex((one) => one.section === section && one.page === pageOf(index));
    const data = answers[answer]?.data;
    const record = data?.records[index % PAGE_SIZE];
    return data && record ? { record, refs: data.refs } : undefined;
  };
  return {
    at,
    /** The place of a record among those at hand; null where another one stands at `about`, undefined where nobody knows. */
    find: (section: number, id: string, about: number): number | null | undefined => {
      if (at(section, about)?.record.id === id) return about;
      for (const [answer, one] of pages.entries()) {
        const within = one.section === section ? answers[answer]?.data?.records : undefined;
        const place = within?.findIndex((record) => record.id === id) ?? -1;
        if (place >= 0) return one.page * PAGE_SIZE + place;
      }
      return pages.some(
        (one, answer) => one.section === section && one.page === pageOf(about) && answers[answer]?.data,
      )
        ? null
        : undefined;
    },
    /** Ids of the records of each page at hand. */
    ids: answers.flatMap(({ data }) => (data ? [data.records.map(({ id }) => id)] : [])),
    error: answers.find(({ error, data }) => error && !data)?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.error) void answer.refetch();
    },
    busy: answers.some(({ isPending }) => isPending),
  };
}
