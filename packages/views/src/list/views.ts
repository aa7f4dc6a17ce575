import type { CompiledForm } from '@trellis/forms/model';
import type { ViewDocument } from '@trellis/metadata';
import { viewKinds } from '../kinds/registry.ts';

/** The views to choose from: the saved ones, or one of each usual kind that fits the form, under the kind's own name. */
export function viewsOf(
  form: CompiledForm,
  saved: ReadonlyMap<string, ViewDocument>,
): ReadonlyMap<string, ViewDocument> {
  const known = [...saved].filter(([, view]) => viewKinds.find(view.kind));
  if (known.length > 0) return new Map(known);
  return new Map(
    viewKinds.list().flatMap((kind): [string, ViewDocument][] => {
      const config = kind.usual ? kind.config.defaults(form) : undefined;
      return config
        ? [[kind.type, { vocabulary: 1, form: form.key, kind: kind.type, label: kind.label, config }]]
        : [];
    }),
  );
}
