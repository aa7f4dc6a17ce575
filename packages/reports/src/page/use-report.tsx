import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { ReportDocument } from '@trellis/metadata';
import { keys, useClient, useWorkspace } from '@trellis/ui/react';
import { useEffect, useEffectEvent } from 'react';

/** Changes often come in bursts: a report is run again when they pause, but no later than this. */
const PAUSE = 500;
const LONGEST = 3_000;

/**
 * The answer of a report, run again after changes in any of `forms`. It has a key apart from other report queries,
 * which are marked stale by each single change.
 */
export function useReport(app: string, report: ReportDocument, forms: readonly string[]) {
  const client = useClient();
  const { key } = useWorkspace();
  const query = useQuery({
    queryKey: [...keys.workspace(key), 'card', app, report],
    queryFn: async ({ signal }) => {
      const startedAt = Date.now();
      const params = { workspace: key, app };
      return { startedAt, result: await client.call('runReport', { params, body: { report }, signal }) };
    },
    placeholderData: keepPreviousData,
  });
  const changedAt = useLastChange(key, forms);
  const startedAt = query.data?.startedAt ?? 0;
  // One under way is let finish: a change since its start starts the next.
  const refetch = useEffectEvent(() => void query.refetch({ cancelRefetch: false }));
  useEffect(() => {
    if (startedAt === 0 || changedAt < startedAt) return undefined;
    const timer = setTimeout(refetch, changedAt - startedAt > LONGEST ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [changedAt, startedAt]);
  return query;
}

/** When the lists of the forms were last marked stale: by an event of the server or a save of this page. */
function useLastChange(workspace: string, forms: readonly string[]): number {
  return useQueries({
    queries: forms.map((form) => ({
      queryKey: [...keys.lists(workspace, form), 'changed'],
      queryFn: () => Date.now(),
      // Not asked for at first, only once it was marked stale.
      initialData: 0,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (marks) => Math.max(0, ...marks.map(({ data }) => data)),
  });
}
