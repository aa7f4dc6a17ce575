import type { Expr } from '@trellis/logic';
import type { JsonObject } from '../form/types.ts';
import type { LocalText } from '../kernel/text.ts';

export interface Sort {
  /** Field key or system field. */
  readonly field: string;
  readonly dir: 'asc' | 'desc';
}

/** A saved way to look at a form's records. `kind` names a view kind, `config` is its own settings. */
export interface ViewDocument {
  readonly vocabulary: 1;
  readonly form: string;
  readonly kind: string;
  readonly label: LocalText;
  /** Place among the form's views; the first one is shown when none is asked for. Without it: by key. */
  readonly position?: number;
  readonly filter?: Expr;
  readonly sort?: readonly Sort[];
  readonly config: JsonObject;
}

/** config of kind "table": columns in order (field keys or system fields) with widths in px. */
export interface TableConfig {
  readonly columns: readonly { readonly field: string; readonly width?: number }[];
}

/** config of kind "kanban": lanes by the options of a stage or select field. */
export interface KanbanConfig {
  readonly lane: string;
  /** Number or money field summed in the lane's header. */
  readonly sum?: string;
  /** Up to four fields shown on a card below its title. */
  readonly card: readonly string[];
}
