import type { TableConfig } from '@trellis/metadata';
import { useState } from 'react';
import type { ViewProps } from '../facet.tsx';
import type { Head } from './lines.ts';

const NOTHING_FOLDED: readonly string[] = [];

/** Which groups are folded: kept with the member's adjustments where there are any, else as long as the table is open. */
export function useFolding({ adjust, folded: kept }: ViewProps<TableConfig>) {
  const [own, setOwn] = useState(NOTHING_FOLDED);
  const folded = adjust ? (kept ?? NOTHING_FOLDED) : own;
  return {
    folded,
    toggle({ id, folded: closed }: Head) {
      const next = closed ? folded.filter((one) => one !== id) : [...folded, id];
      if (adjust) adjust({ folded: next.length > 0 ? next : undefined });
      else setOwn(next);
    },
  };
}
