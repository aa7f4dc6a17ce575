import {
  type Issue,
  type KanbanConfig,
  type TableConfig,
  type ViewDocument,
  withColumns,
} from '@trellis/metadata';

type Change = (view: ViewDocument, fields: ReadonlySet<string>) => ViewDocument['config'];

/** How each kind of view lets go of fields that it merely shows. What it is built on (the lane of a board) stays. */
const LET_GO: Readonly<Record<string, Change>> = {
  table: ({ config }, fields) => {
    const { columns } = config as unknown as TableConfig;
    return { ...config, columns: columns.filter(({ field }) => !fields.has(field)) };
  },
  kanban: ({ config }, fields) => {
    const { sum, card, ...rest } = config as unknown as KanbanConfig;
    const kept = card.filter((field) => !fields.has(field));
    return { ...rest, ...(sum === undefined || fields.has(sum) ? {} : { sum }), card: kept };
  },
};

/** A view that no longer shows or sorts by some fields; the same one where it does not. */
function withoutFields(view: ViewDocument, fields: ReadonlySet<string>): ViewDocument {
  const letGo = Object.hasOwn(LET_GO, view.kind) ? LET_GO[view.kind] : undefined;
  if (!letGo || fields.size === 0) return view;
  const { sort, ...rest } = view;
  const kept = sort?.filter(({ field }) => !fields.has(field));
  const next = { ...rest, ...(kept && kept.length > 0 ? { sort: kept } : {}), config: letGo(view, fields) };
  const text = (one: ViewDocument) => JSON.stringify([one.sort ?? [], one.config]);
  return text(next) === text(view) ? view : next;
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

/** Issues that are gone once the views have let go: a column, a fact on a card, a sum, a sort. */
export function withoutReleased(
  issues: readonly Issue[],
  released: ReadonlyMap<string, ViewDocument>,
): readonly Issue[] {
  return issues.filter(({ path: [member, key, part, setting] }) => {
    if (member !== 'views' || !released.has(String(key))) return true;
    return !(part === 'sort' || (part === 'config' && ['columns', 'card', 'sum'].includes(String(setting))));
  });
}
