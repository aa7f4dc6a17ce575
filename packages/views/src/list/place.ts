import type { ViewAdjustment, ViewDocument } from '@trellis/metadata';
import type { FormInfo } from '../catalog/catalog.ts';
import type { AdjustmentChange } from '../state/adjustment.ts';
import type { ListState } from '../state/list-state.ts';
import type { Shown } from '../state/shown.ts';
import type { ViewActions } from './use-view-actions.tsx';
import type { ListedView } from './views.ts';

/** What the editor of views is open for: one of the list, or one that is still to be made. */
export type EditedView =
  | { readonly listed: ListedView }
  | { readonly fresh: ViewDocument; readonly of: 'all' | 'me' };

/** A form's page in one of its views: what everything around the records needs to know. */
export interface ListedPlace {
  readonly info: FormInfo;
  readonly views: ReadonlyMap<string, ListedView>;
  readonly listed: ListedView;
  readonly shown: Shown;
  readonly adjustment: ViewAdjustment;
  /** Absent where the view is locked. */
  readonly adjust: ((change: AdjustmentChange) => void) | undefined;
  readonly state: ListState;
  readonly setState: (state: ListState, options?: { replace?: boolean }) => void;
  readonly actions: ViewActions;
  readonly edit: (view: EditedView) => void;
}
