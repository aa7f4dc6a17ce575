import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { splitRef } from '@trellis/forms/model';
import { keys, useClient, useWorkspace } from '@trellis/ui/react';
import { useEffect, useState } from 'react';

/** Time without a keystroke after which a search starts. */
const PAUSE_MS = 150;
/** Records of a form that are searched for by itself. */
const IN_ONE = 30;

/** The text once nobody has typed for a moment. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** What is found in the workspace, or in one form; the former answer stays while the next one is on its way. */
export function useSearch(text: string, form: string | undefined) {
  const client = useClient();
  const workspace = useWorkspace().key;
  const only = form === undefined ? undefined : splitRef(form);
  const body = { text, ...(only && { app: only.app, form: only.key, limit: IN_ONE }) };
  return useQuery({
    queryKey: keys.search(workspace, body),
    queryFn: ({ signal }) => client.call('searchWorkspace', { params: { workspace }, body, signal }),
    placeholderData: keepPreviousData,
    enabled: text !== '',
    // Others go on working: what was found a moment ago is looked for again.
    staleTime: 10_000,
  });
}
