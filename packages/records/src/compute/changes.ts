import { type CompiledForm, type ComputedNode, computeGraph } from '@trellis/forms/model';
import { type Checked, meaningOf } from '@trellis/logic';

type Forms = ReadonlyMap<string, CompiledForm>;

/** Fields of a form whose values have to be worked out anew for all its records. */
export interface Outdated {
  readonly form: string;
  readonly fields: readonly string[];
}

/**
 * The stored computed fields that a change of definitions makes wrong: new ones, those that say something else, and
 * those that read the same fields by another meaning. What follows from their values follows when these change.
 * Forms that are new have no records that were made without them.
 */
export function outdatedBy(before: Forms, after: Forms): Outdated[] {
  const old = computeGraph(before);
  const outdated: Outdated[] = [];
  for (const [form, nodes] of computeGraph(after).nodes) {
    if (!isKnown(before, form)) continue;
    const known = old.nodes.get(form);
    const fields = [...nodes.values()]
      .filter(
        (node) => !node.volatile && meaning(node, after) !== meaning(known?.get(node.field.key), before),
      )
      .map(({ field }) => field.key);
    if (fields.length > 0) outdated.push({ form, fields });
  }
  return outdated;
}

const isKnown = (forms: Forms, ref: string): boolean =>
  forms.has(ref) || forms.has(ref.slice(0, ref.lastIndexOf('.')));

/** All that decides what a field's values are, as a text to compare. */
function meaning(node: ComputedNode | undefined, forms: Forms): string {
  if (!node || node.volatile) return '';
  const { computed, field, sources, own } = node;
  const read = sources.map(({ hops, form, field: key }) => {
    const source = forms.get(form)?.fields.get(key);
    return [hops, form, key, source?.kind, source?.many, source?.target, source?.type.type];
  });
  const { program } = node;
  const parts = program.kind === 'value' ? [program.value] : [program.value, program.filter];
  // Labels and scores of options are part of what a formula says.
  const says = parts.map((part: Checked | undefined) => part && meaningOf(part));
  const { result } = { result: field.type.result?.(field.config) };
  return JSON.stringify([
    computed,
    field.kind,
    field.many,
    result?.type,
    result?.config.decimals ?? null,
    own,
    read,
    says,
  ]);
}
