import { type FilterField, filterToExpr } from '@trellis/forms/model';
import type { Expr } from '@trellis/logic';
import {
  adjusted,
  type QuickValue,
  type Sort,
  type ViewAdjustment,
  type ViewDocument,
} from '@trellis/metadata';
import { allOf, type ListState } from './list-state.ts';

/** Picked values by field. */
type Picked = Readonly<Record<string, QuickValue>>;

/** What a list asks the server for: the view's own condition with what is picked and what the address adds. */
export interface ViewQuery {
  readonly filter?: Expr;
  readonly search?: string;
  readonly sort?: Sort[];
}

/** A view on the screen: what it says, over that what the member adjusted, over that the address. */
export interface Shown {
  readonly view: ViewDocument;
  readonly picked: Picked;
  readonly query: ViewQuery;
}

/** @param fields what quick filters may be about */
export function shownView(
  given: ViewDocument,
  adjustment: ViewAdjustment,
  state: ListState,
  fields: readonly FilterField[],
): Shown {
  const own = given.locked ? given : adjusted(given, adjustment);
  const view = {
    ...own,
    ...(state.sort ? { sort: state.sort } : {}),
    ...(state.group ? { group: state.group } : {}),
  };
  const chosen = state.quick ?? (given.locked ? {} : (adjustment.quick ?? {}));
  const picked = Object.fromEntries(
    (view.quick ?? []).flatMap((key) => (chosen[key] ? [[key, chosen[key]]] : [])),
  );
  const filter = allOf(view.filter, quickFilter(picked, fields), state.filter);
  const { sort } = view;
  const query = {
    ...(filter === undefined ? {} : { filter }),
    ...(state.search ? { search: state.search } : {}),
    ...(sort?.length ? { sort: [...sort] } : {}),
  };
  return { view, picked, query };
}

/** The condition of what is picked; half-made values filter nothing. */
function quickFilter(picked: Picked, fields: readonly FilterField[]): Expr | undefined {
  const items = Object.entries(picked).map(([field, { op, value }]) => ({
    kind: 'condition' as const,
    field,
    op,
    ...(value === undefined ? {} : { value }),
  }));
  return filterToExpr({ kind: 'group', join: 'and', items }, fields);
}

/** Whether the member sees a view otherwise than it is saved. */
export const isAdjusted = (adjustment: ViewAdjustment, state: ListState): boolean =>
  state.sort !== undefined ||
  state.group !== undefined ||
  (['sort', 'group', 'totals', 'rowHeight', 'config'] as const).some(
    (part) => adjustment[part] !== undefined,
  );

/** The address without what it says of the view itself. */
export function asSaved({ sort: _, group: __, quick: ___, ...rest }: ListState): ListState {
  return rest;
}
