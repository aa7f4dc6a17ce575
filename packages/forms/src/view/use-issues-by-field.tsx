import type { Issue } from '@trellis/metadata';
import { useMemo, useRef } from 'react';

type ByField = ReadonlyMap<string, readonly Issue[]>;

/** Issues by the field they stand at; those of a field stay the same list while they are the same. */
export function useIssuesByField(issues: readonly Issue[]): ByField {
  const last = useRef<ByField>(new Map());
  return useMemo(() => {
    const next = new Map<string, readonly Issue[]>();
    for (const issue of issues) {
      const key = String(issue.path[0] ?? '');
      next.set(key, [...(next.get(key) ?? []), issue]);
    }
    for (const [key, list] of next) {
      const old = last.current.get(key);
      if (old?.length === list.length && old.every((issue, index) => issue === list[index]))
        next.set(key, old);
    }
    last.current = next;
    return next;
  }, [issues]);
}
