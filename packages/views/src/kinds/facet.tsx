import type { Expr } from '@trellis/logic';
import type { JsonObject, Sort, ViewDocument } from '@trellis/metadata';
import type { ReactNode } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import type { ListState } from '../state/list-state.ts';

/** What to show: the view's own condition and sort with what the address adds. */
interface ViewQuery {
  readonly filter?: Expr;
  readonly search?: string;
  readonly sort?: Sort[];
}

/** What every view gets: the form, its own settings, what to show, and how to lead on. */
export interface ViewProps<C = JsonObject> {
  readonly info: FormInfo;
  readonly view: ViewDocument;
  readonly config: C;
  /** Name under which the member's preferences for this view are kept. */
  readonly prefs: string;
  readonly query: ViewQuery;
  readonly state: ListState;
  /** Changes what the address says of the list. */
  setState(next: ListState): void;
  openRecord(id: string): void;
  /** Opens the form for a new record with these texts filled in. */
  create(prefill: Readonly<Record<string, string>>): void;
  /** What to show instead of an empty list. */
  readonly empty: ReactNode;
}

/** How a view kind is drawn. */
export interface ViewFacet<C = JsonObject> {
  readonly type: string;
  View(props: ViewProps<C>): ReactNode;
  /** Its own buttons in the toolbar. */
  Tools?(props: Pick<ViewProps<C>, 'info' | 'config' | 'prefs'>): ReactNode;
}
