import { references } from '@trellis/logic';
import { type Issue, type ViewDocument, viewWithout, withColumns } from '@trellis/metadata';

/** A view that no longer shows, sorts or groups by some fields; the same one where it is built on them. */
function withoutFields(view: ViewDocument, fields: ReadonlySet<string>): ViewDocument {
  if (fields.size === 0) return view;
  // What narrows the view down is its meaning: that is the designer's to change.
  const { filter, ...rest } = view;
  const next = viewWithout(
    rest,
    (field) => fields.has(field),
    (expr) => references(expr).some((path) => fields.has(path.split('.')[0] ?? path)),
  );
  if (!next || next === rest) return view;
  return filter === undefined ? next : { ...next, filter };
}

/** What publishing a form does to its views. */
export interface ViewChanges {
  /** Views by key that let go of deleted fields; published before the form. */
  readonly released: ReadonlyMap<string, ViewDocument>;
  /** The table that takes new fields in, and what it will be; published after the form. */
  readonly widened?: readonly [key: string, view: ViewDocument];
}

/**
 * @param removed fields that were published and will be gone
 * @param added fields that will be new, for the first table
 */
export function viewChanges(
  views: ReadonlyMap<string, ViewDocument>,
  removed: readonly string[],
  added: readonly string[],
): ViewChanges {
  const gone = new Set(removed);
  const released = new Map<string, ViewDocument>();
  for (const [key, view] of views) {
    const next = withoutFields(view, gone);
    if (next !== view) released.set(key, next);
  }
  const [key, table] = [...views].find(([, view]) => view.kind === 'table') ?? [];
  if (key === undefined || !table || added.length === 0) return { released };
  const before = released.get(key) ?? table;
  const after = withColumns(before, added);
  return after === before ? { released } : { released, widened: [key, after] };
}

/** Issues that are gone once the views have let go: a column, a fact on a card, a sum, a sort, a group, a colour. */
export function withoutReleased(
  issues: readonly Issue[],
  released: ReadonlyMap<string, ViewDocument>,
): readonly Issue[] {
  return issues.filter(
    ({ path: [member, key, part] }) => member !== 'views' || !released.has(String(key)) || part === 'filter',
  );
}
