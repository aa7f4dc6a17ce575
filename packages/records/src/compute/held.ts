import { type CompiledCheck, type ComputedNode, movedFields } from '@trellis/forms/model';
import type { FormCheck } from '@trellis/metadata';
import type { Catalog, Ctx } from '../contract.ts';
import { below } from './rests-on.ts';

/** A check that holds: no write elsewhere may make it fail for a record. */
export interface HeldCheck {
  readonly check: CompiledCheck;
  /** The fields among those it reads that writes elsewhere move. */
  readonly fields: readonly ComputedNode[];
}

interface Holding {
  /** By "app:form". */
  readonly checks: ReadonlyMap<string, readonly HeldCheck[]>;
  /** All computed fields that such checks rest on, through however many others, as "form field". */
  readonly fields: ReadonlySet<string>;
}

/** Nobody is asked for a reason on behalf of others: a warning is one of its own form alone. */
const isHolding = ({ hold, level }: Pick<FormCheck, 'hold' | 'level'>): boolean =>
  hold === true && level !== 'warning';

const known = new WeakMap<Catalog['forms'], Holding>();

function holdingOf({ forms }: Pick<Catalog, 'forms'>): Holding {
  let holding = known.get(forms);
  if (!holding) {
    const checks = new Map<string, readonly HeldCheck[]>();
    for (const form of forms.values()) {
      // Asking the document first leaves the behaviour of all other forms uncompiled.
      if (!form.document.trellis.checks?.some(isHolding)) continue;
      const held = form.behaviour.checks.filter(isHolding);
      checks.set(
        form.ref,
        held.map((check) => ({ check, fields: movedFields(form, check, forms) })),
      );
    }
    const nodes = [...checks.values()].flat().flatMap(({ fields }) => fields);
    const fields = new Set(
      nodes.flatMap((node) => [`${node.form} ${node.field.key}`, ...below(forms, node)]),
    );
    holding = { checks, fields };
    known.set(forms, holding);
  }
  return holding;
}

/** The checks of a form that hold. */
export const heldChecks = (catalog: Pick<Catalog, 'forms'>, form: string): readonly HeldCheck[] =>
  holdingOf(catalog).checks.get(form) ?? [];

/** Whether a check that holds, of whatever form, rests on one of these fields: then their values can't wait for a job. */
export const feedsHeld = (
  { catalog }: Pick<Ctx, 'catalog'>,
  form: string,
  fields: readonly string[],
): boolean => fields.some((key) => holdingOf(catalog).fields.has(`${form} ${key}`));

/** Whether any check of the workspace holds. */
export const anyHeld = (catalog: Pick<Catalog, 'forms'>): boolean => holdingOf(catalog).checks.size > 0;
