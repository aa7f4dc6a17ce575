import type { CompiledForm } from '@trellis/forms/model';
import type { ViewDocument } from '@trellis/metadata';
import type { OwnView } from '../data/my-views.tsx';
import { viewKinds } from '../kinds/registry.ts';

/** A view to choose. */
export interface ListedView {
  /** Key, or id of one of the member's own. */
  readonly name: string;
  readonly document: ViewDocument;
  /** "usual": nobody saved it; it stands there for want of any. */
  readonly of: 'all' | 'me' | 'usual';
  readonly lost?: OwnView['lost'];
}

/**
 * The views to choose from: the saved ones, or one of each usual kind that fits the form, under the kind's own name; then
 * the member's own.
 */
export function viewsOf(
  form: CompiledForm,
  saved: ReadonlyMap<string, ViewDocument>,
  own: ReadonlyMap<string, OwnView>,
): ReadonlyMap<string, ListedView> {
  const shared = [...saved].flatMap(([name, document]): ListedView[] =>
    viewKinds.find(document.kind) ? [{ name, document, of: 'all' }] : [],
  );
  const mine = [...own.values()].flatMap(({ id, document, lost }): ListedView[] =>
    viewKinds.find(document.kind) ? [{ name: id, document, of: 'me', ...(lost ? { lost } : {}) }] : [],
  );
  const all = [...(shared.length > 0 ? shared : usualViews(form)), ...mine];
  return new Map(all.map((one) => [one.name, one]));
}

function usualViews(form: CompiledForm): ListedView[] {
  return viewKinds.list().flatMap((kind): ListedView[] => {
    const config = kind.usual?.(form) ? kind.config.defaults(form) : undefined;
    const { type, label } = kind;
    return config
      ? [{ name: type, document: { vocabulary: 1, form: form.key, kind: type, label, config }, of: 'usual' }]
      : [];
  });
}

/** A key for a further view of a form. */
export function freeKey(form: string, kind: string, taken: ReadonlySet<string>): string {
  const base = `${form.slice(0, 24)}_${kind.slice(0, 10)}`;
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(key)) return key;
  }
}
