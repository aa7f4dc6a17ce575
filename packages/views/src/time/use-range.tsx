import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  formParams,
  keys,
  type ListQuery,
  type RecordData,
  type RecordPage,
  type Refs,
  useClient,
  useWorkspace,
} from '@trellis/ui/react';

/** Records of one request, and requests of one stretch of time: more than that nobody can look at. */
const PAGE = 500;
const PAGES = 4;
/** Records that a stretch of time shows at most. */
export const MOST_IN_RANGE = PAGE * PAGES;

/** All records that meet a condition, up to `MOST_IN_RANGE`; `next` is set where there are more. */
export function useRange(form: string, query: Omit<ListQuery, 'limit' | 'total'>, enabled: boolean) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const body: ListQuery = { ...query, limit: PAGE, total: 'none' };
  return useQuery({
    queryKey: keys.records(workspace, form, { ...body, pages: PAGES }),
    placeholderData: keepPreviousData,
    enabled,
    queryFn: async ({ signal }): Promise<RecordPage> => {
      const records: RecordData[] = [];
      const refs: Record<string, Refs[string]> = {};
      let after: string | null = null;
      for (let page = 0; page < PAGES; page++) {
        const found: RecordPage = await client.call('queryRecords', {
          params: formParams(workspace, form),
          body: after === null ? body : { ...body, after },
          signal,
        });
        records.push(...found.records);
        Object.assign(refs, found.refs);
        after = found.next;
        if (after === null) break;
      }
      return { records, refs, next: after };
    },
  });
}
