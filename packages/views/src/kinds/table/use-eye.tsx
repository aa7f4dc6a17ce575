import { useLayoutEffect, useRef } from 'react';
import type { Table } from './use-table.tsx';

/** Lines around its old place in which a record is looked for. */
const AROUND = 200;

interface Seen {
  readonly id: string;
  readonly line: number;
}

/** Keeps the record under the eye at its place while others add and delete records above it. */
export function useEye(the: {
  readonly table: Table;
  /** The first line in sight. */
  readonly top: number;
  /** What the list is of; another list begins at its top. */
  readonly query: unknown;
  readonly atTop: () => boolean;
  /** Lines and px by which what stands in sight has moved. */
  readonly onMoved: (lines: number, px: number) => void;
  readonly onOther: () => void;
}) {
  const seen = useRef<Seen>(undefined);
  const query = useRef(the.query);
  useLayoutEffect(() => {
    const { table, top } = the;
    const { lines } = table;
    if (query.current !== the.query) {
      query.current = the.query;
      seen.current = undefined;
      the.onOther();
      return;
    }
    const before = seen.current;
    const now = before && table.at(before.line);
    if (before && now && now.id !== before.id && !the.atTop()) {
      for (let step = 1; step <= AROUND; step++) {
        const by = [step, -step].find((one) => table.at(before.line + one)?.id === before.id);
        if (by === undefined) continue;
        seen.current = { ...before, line: before.line + by };
        the.onMoved(by, lines.topOf(before.line + by) - lines.topOf(before.line));
        return;
      }
    }
    const line = lines.at(top)?.kind === 'head' ? top + 1 : top;
    const id = table.at(line)?.id;
    seen.current = id === undefined ? undefined : { id, line };
  });
}
