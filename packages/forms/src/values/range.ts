import type { PeopleRange } from '../contract.ts';

/** A department as ranges see it. */
export interface Placed {
  readonly id: string;
  readonly parent: string | null;
}

/** Departments with all below them. */
export function withBelow(ids: readonly string[], all: readonly Placed[]): ReadonlySet<string> {
  const found = new Set(ids);
  // A parent may stand behind its children.
  for (let grown = true; grown; ) {
    grown = false;
    for (const { id, parent } of all) {
      if (parent === null || found.has(id) || !found.has(parent)) continue;
      found.add(id);
      grown = true;
    }
  }
  return found;
}

/** The departments that a range speaks of; undefined where it speaks of none. `own`: those of who chooses. */
export function rangeDepartments(
  range: PeopleRange,
  own: readonly string[],
  all: readonly Placed[],
): ReadonlySet<string> | undefined {
  const ids =
    range.range === 'own' ? own : range.range === 'departments' ? (range.departments ?? []) : undefined;
  if (!ids) return undefined;
  return range.below ? withBelow(ids, all) : new Set(ids);
}

/** Whether a member is within a range. */
export function isInRange(
  member: { readonly departments?: readonly string[]; readonly roles?: readonly string[] },
  range: PeopleRange,
  departments: ReadonlySet<string> | undefined,
): boolean {
  if (departments) return (member.departments ?? []).some((id) => departments.has(id));
  if (range.range === 'roles') return (member.roles ?? []).some((role) => range.roles?.includes(role));
  return true;
}
