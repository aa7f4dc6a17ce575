import { type ComputedNode, computeGraph } from '@trellis/forms/model';
import type { Catalog } from '../contract.ts';

type Forms = Catalog['forms'];

const known = new WeakMap<ComputedNode, ReadonlySet<string>>();

/** Whether a computed field reads a field of some form, through however many others. */
export function restsOn(forms: Forms, node: ComputedNode, form: string, field: string): boolean {
  return below(forms, node).has(`${form} ${field}`);
}

/** All fields, as "form field", that a computed field reads, through however many others. */
export function below(forms: Forms, node: ComputedNode): ReadonlySet<string> {
  let names = known.get(node);
  if (!names) {
    const { nodes } = computeGraph(forms);
    const found = new Set<string>();
    for (const { form, field } of node.sources) {
      found.add(`${form} ${field}`);
      const next = nodes.get(form)?.get(field);
      if (next) for (const name of below(forms, next)) found.add(name);
    }
    names = found;
    known.set(node, names);
  }
  return names;
}
