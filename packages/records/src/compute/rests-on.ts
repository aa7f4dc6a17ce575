import { type ComputedNode, computeGraph } from '@trellis/forms/model';
import type { Ctx } from '../contract.ts';

const known = new WeakMap<ComputedNode, ReadonlySet<string>>();

/** Whether a computed field reads a field of some form, through however many others. */
export function restsOn(ctx: Pick<Ctx, 'catalog'>, node: ComputedNode, form: string, field: string): boolean {
  return below(ctx, node).has(`${form} ${field}`);
}

function below(ctx: Pick<Ctx, 'catalog'>, node: ComputedNode): ReadonlySet<string> {
  let names = known.get(node);
  if (!names) {
    const { nodes } = computeGraph(ctx.catalog.forms);
    const found = new Set<string>();
    for (const { form, field } of node.sources) {
      found.add(`${form} ${field}`);
      const next = nodes.get(form)?.get(field);
      if (next) for (const name of below(ctx, next)) found.add(name);
    }
    names = found;
    known.set(node, names);
  }
  return names;
}
