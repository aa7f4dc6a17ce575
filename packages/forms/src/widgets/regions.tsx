import { useEffect, useState } from 'react';
import { haveRegions } from '../values/regions.ts';

let loading: Promise<unknown> | undefined;

/**
 * Fetches the divisions of China once, when the first field shows a place; true when they are there.
 * @param wanted false while no place is to be shown
 */
export function useRegions(wanted = true): boolean {
  const [ready, setReady] = useState(haveRegions);
  useEffect(() => {
    if (ready || !wanted) return;
    let gone = false;
    loading ??= import('../values/regions-data.ts');
    void loading.then(
      () => {
        if (!gone) setReady(true);
      },
      () => {
        // The next field tries again; until then codes are shown.
        loading = undefined;
      },
    );
    return () => {
      gone = true;
    };
  }, [ready, wanted]);
  return ready;
}
