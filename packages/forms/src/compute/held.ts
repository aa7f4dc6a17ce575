import type { CompiledCheck } from '../form/behaviour.ts';
import type { CompiledForm } from '../form/compile.ts';
import { ownerOf } from '../form/owned.ts';
import { type ComputedNode, computeGraph } from './graph.ts';
import type { Hop } from './sources.ts';

type Forms = ReadonlyMap<string, CompiledForm>;

/** The computed fields among those that a check of a form reads which writes of other records move. */
export function movedFields(
  form: CompiledForm,
  { reads }: Pick<CompiledCheck, 'reads'>,
  forms: Forms,
): readonly ComputedNode[] {
  const nodes = computeGraph(forms).nodes.get(form.ref);
  return [...reads].flatMap((key) => {
    const node = nodes?.get(key);
    return node && readsOthers(node, forms) ? [node] : [];
  });
}

const known = new WeakMap<ComputedNode, boolean>();

/** Whether a field reads other records, directly or through fields that do. */
function readsOthers(node: ComputedNode, forms: Forms): boolean {
  let found = known.get(node);
  if (found === undefined) {
    const { nodes } = computeGraph(forms);
    found = node.sources.some(({ hops, form, field }) => {
      const read = nodes.get(form)?.get(field);
      return hops.some((hop) => !staysInRecord(hop)) || (read !== undefined && readsOthers(read, forms));
    });
    known.set(node, found);
  }
  return found;
}

/** Between a record and the rows of its sub-forms. */
const staysInRecord = ({ from, to }: Hop): boolean =>
  ownerOf(from)?.form === to || ownerOf(to)?.form === from;
