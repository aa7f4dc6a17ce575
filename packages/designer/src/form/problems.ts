import type { Finding } from '@trellis/forms/model';
import type { Issue } from '@trellis/metadata';

/** The field or form that an issue of a form document is about: [properties, key, …] names a field. */
export const fieldOf = ({ path }: Issue): string | undefined =>
  path[0] === 'properties' && path[1] !== undefined ? String(path[1]) : undefined;

/** A reference that was just added points nowhere yet: the words of the check would name a form nobody chose. */
export const isOpenReference = ({ path, code }: Issue): boolean =>
  code === 'unknown_form' && path[0] === 'properties' && path.at(-1) === 'form';

/** Number of issues by field, and of problems that the checker found there. */
export function countByField(
  issues: readonly Issue[],
  findings: readonly Finding[] = [],
): ReadonlyMap<string, number> {
  const found = findings.flatMap(({ level, at, rows }) =>
    level === 'problem' && (rows !== undefined || at.kind === 'field') ? [rows ?? at.key] : [],
  );
  const counts = new Map<string, number>();
  for (const field of [...issues.map(fieldOf), ...found])
    if (field !== undefined) counts.set(field, (counts.get(field) ?? 0) + 1);
  return counts;
}
