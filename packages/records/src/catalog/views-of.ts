import { resolveRef } from '@trellis/forms/model';
import type { ViewDocument } from '@trellis/metadata';
import type { Catalog } from '../contract.ts';

/** A published view by its "app:key". */
export type NamedView = readonly [string, ViewDocument];

const sorted = new WeakMap<Catalog, ReadonlyMap<string, readonly NamedView[]>>();

/** The views of a form, in whatever app they stand; sorted out once for each catalog. */
export function viewsOf(catalog: Catalog, form: string): readonly NamedView[] {
  let known = sorted.get(catalog);
  if (!known) {
    known = byForm(catalog);
    sorted.set(catalog, known);
  }
  return known.get(form) ?? [];
}

function byForm(catalog: Catalog): ReadonlyMap<string, readonly NamedView[]> {
  const found = new Map<string, NamedView[]>();
  for (const named of catalog.views) {
    const [ref, view] = named;
    const form = resolveRef(ref.slice(0, ref.indexOf(':')), view.form);
    found.set(form, [...(found.get(form) ?? []), named]);
  }
  return found;
}
