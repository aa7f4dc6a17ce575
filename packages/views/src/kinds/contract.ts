import type { CompiledForm } from '@trellis/forms/model';
import type { JsonObject, LocalText, Sort, ViewGroup } from '@trellis/metadata';

/** A way to look at a form's records: all that is known of it outside React. One folder `src/kinds/<type>/`. */
export interface ViewKind<C = JsonObject> {
  readonly type: string;
  /** Name in the UI's icon set. */
  readonly icon: string;
  readonly label: LocalText;
  /** One sentence: what it is good for. */
  readonly description: LocalText;
  /** Whether a form that has no saved views yet is shown this way without anybody asking. */
  usual?(form: CompiledForm): boolean;
  readonly config: {
    /** JSON Schema of a view document's `config`. */
    readonly schema: JsonObject;
    /** Settings of a view that nobody has set up yet; undefined when the form has nothing to show this way. */
    defaults(form: CompiledForm): C | undefined;
  };
  /** Fields whose values the view shows; others are not fetched. */
  fields(config: C, form: CompiledForm): readonly string[];
  /** The same with the system fields that it shows, in its order; absent: it shows none. */
  columns?(config: C, form: CompiledForm): readonly string[];
  /** The order in which one meets the records in it, where that is not how the view is grouped and sorted. */
  order?(config: C): { readonly group?: readonly ViewGroup[]; readonly sort?: readonly Sort[] };
}
