import { useIsFetching } from '@tanstack/react-query';
import { FilterEditor, prepareFields } from '@trellis/forms/react';
import { fetchSoon, OtherIcon } from '@trellis/ui/react';
import { useEffect } from 'react';
import { BatchBar } from '../batch/late-bar.tsx';
import { CreateForm } from '../record/create-drawer.tsx';
import { RecordView } from '../record/loaded.tsx';

/** Time after which a list that is looked at makes ready for what people do next. */
const WARM_MS = 2_000;

/**
 * Fetches what edits values and shows records when the page has come to rest: a list needs none of it, the first click
 * not to wait for it.
 */
export function useWarm(): void {
  const busy = useIsFetching() > 0;
  useEffect(() => {
    if (busy) return;
    const parts = [{ fetch: prepareFields }, RecordView, CreateForm, FilterEditor, BatchBar, OtherIcon];
    const timer = setTimeout(() => fetchSoon(parts), WARM_MS);
    return () => clearTimeout(timer);
  }, [busy]);
}
