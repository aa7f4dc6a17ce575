import type { JsonObject, ViewDocument } from '@trellis/metadata';
import type { ReactNode } from 'react';
import type { Picking } from '../batch/use-ticks.ts';
import type { FormInfo } from '../catalog/catalog.ts';
import type { AdjustmentChange } from '../state/adjustment.ts';
import type { ListState } from '../state/list-state.ts';
import type { ViewQuery } from '../state/shown.ts';

/** What every view gets: the form, its own settings, what to show, and how to lead on. */
export interface ViewProps<C = JsonObject> {
  readonly info: FormInfo;
  /** Key of the view, or the id of one of the member's own; empty where it is neither. */
  readonly name: string;
  /** As this member sees it: with what they and the address changed of sort, groups, columns. */
  readonly view: ViewDocument;
  readonly config: C;
  /** Changes the view for this member alone, on all their devices; absent where it is locked. */
  readonly adjust?: ((change: AdjustmentChange) => void) | undefined;
  /** Lanes and groups that the member folded; absent while they never did. */
  readonly folded?: readonly string[] | undefined;
  /** Name under which the member's preferences for this view are kept. */
  readonly prefs: string;
  readonly query: ViewQuery;
  readonly state: ListState;
  /** Whether cards are being ticked; absent where no button begins it. */
  readonly picking?: Picking;
  /** Changes what the address says of the list. */
  setState(next: ListState): void;
  openRecord(id: string): void;
  /** Opens the form for a new record with these texts filled in. */
  create(prefill: Readonly<Record<string, string>>): void;
  /** What to show instead of an empty list. */
  readonly empty: ReactNode;
}

/** Parts of a view that not every kind draws. */
type ViewPart = 'group' | 'colors' | 'totals' | 'rowHeight';

/** How a view kind is drawn. */
export interface ViewFacet<C = JsonObject> {
  readonly type: string;
  /** What it draws of the view beside its own settings; only that can be set. */
  readonly uses?: readonly ViewPart[];
  /** Where its records are ticked only after one said so, as they are cards without boxes. */
  readonly picks?: 'always' | 'phone';
  View(props: ViewProps<C>): ReactNode;
  /** Its own buttons in the toolbar. */
  Tools?(props: Pick<ViewProps<C>, 'info' | 'view' | 'config' | 'prefs' | 'adjust'>): ReactNode;
  /** Its settings in the editor of a view. */
  Settings?(props: SettingsProps<C>): ReactNode;
}

/** What the settings of a kind get: a draft that is saved together with the rest of the view. */
export interface SettingsProps<C = JsonObject> {
  readonly info: FormInfo;
  readonly config: C;
  readonly onChange: (config: C) => void;
}
