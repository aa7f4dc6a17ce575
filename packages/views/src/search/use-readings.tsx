import type { Readings, SearchQuery } from '@trellis/metadata';
import { useEffect, useState } from 'react';

/** How Chinese characters are read, once a search asks for it; undefined until the dictionary is here. */
export function useReadings(query: SearchQuery | undefined): Readings | undefined {
  const wanted = query?.terms.some((term) => term.pinyin) ?? false;
  const [readings, setReadings] = useState<{ readonly of: Readings }>();
  useEffect(() => {
    if (!wanted || readings) return;
    let left = false;
    // Without it texts are still found by what they say.
    import('./readings.ts').then(
      ({ readingsOf }) => left || setReadings({ of: readingsOf }),
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [wanted, readings]);
  return wanted ? readings?.of : undefined;
}
