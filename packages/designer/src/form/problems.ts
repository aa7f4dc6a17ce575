import type { Issue } from '@trellis/metadata';

/** The field or form that an issue of a form document is about: [properties, key, …] names a field. */
export const fieldOf = ({ path }: Issue): string | undefined =>
  path[0] === 'properties' && path[1] !== undefined ? String(path[1]) : undefined;

/** A reference that was just added points nowhere yet: the words of the check would name a form nobody chose. */
export const isOpenReference = ({ path, code }: Issue): boolean =>
  code === 'unknown_form' && path[0] === 'properties' && path.at(-1) === 'form';

/** Number of issues by field. */
export function countByField(issues: readonly Issue[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const issue of issues) {
    const field = fieldOf(issue);
    if (field !== undefined) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return counts;
}
