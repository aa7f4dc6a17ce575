import type { OptionDef } from '@trellis/metadata';
import { useState } from 'react';
import type { ViewProps } from '../facet.tsx';
import type { NamedLane } from './hands.tsx';
import { startsFolded } from './lanes.ts';

/** Rows are told from lanes by this before their name. */
const SWIM = 'swim:';

/** Which lanes and rows are folded. Where nothing may be adjusted it is forgotten with the page. */
export function useFolded(
  { folded, adjust }: Pick<ViewProps, 'folded' | 'adjust'>,
  options: readonly OptionDef[] | undefined,
) {
  const [closed, setClosed] = useState(folded);
  const now = new Set(closed ?? options?.filter(startsFolded).map(({ key }) => key));
  return {
    lanes: now as ReadonlySet<string>,
    swims: new Set(
      [...now].flatMap((name) => (name.startsWith(SWIM) ? [name.slice(SWIM.length)] : [])),
    ) as ReadonlySet<string>,
    fold(lane: NamedLane, of: 'lane' | 'swim') {
      const name = of === 'swim' ? `${SWIM}${lane.id}` : lane.id;
      if (!now.delete(name)) now.add(name);
      setClosed([...now]);
      adjust?.({ folded: [...now] });
    },
  };
}
