import type { Likeness } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { resolveRef } from '../form/refs.ts';
import { mayBeCompared, usualReading } from '../keys/readings.ts';

export const USUAL_WEIGHT = 80;
export const USUAL_THRESHOLD = 60;

/** Records of a form that may be the same thing as those of this one. */
export interface CompiledSimilar {
  /** "app:form". */
  readonly form: string;
  readonly pairs: readonly CompiledPair[];
  readonly threshold: number;
}
export interface CompiledPair {
  readonly field: string;
  /** Field of the other form. */
  readonly other: string;
  readonly how: Likeness;
  readonly weight: number;
}

const known = new WeakMap<CompiledForm, readonly CompiledSimilar[]>();

/** What counts as a possible duplicate of a form's records: as the form says, else what follows from its fields. */
export function similarRules(form: CompiledForm): readonly CompiledSimilar[] {
  let rules = known.get(form);
  if (!rules) {
    const { similar } = form.document.trellis;
    rules = similar
      ? similar.map(({ form: ref, pairs, threshold = USUAL_THRESHOLD }) => ({
          form: ref === undefined ? form.ref : resolveRef(form.app, ref),
          pairs: pairs.map(({ field, other = field, how, weight = USUAL_WEIGHT }) => ({
            ...{ field, other, how, weight },
          })),
          threshold,
        }))
      : usualRules(form);
    known.set(form, rules);
  }
  return rules;
}

/** How much the same telephone number, e-mail address or code says. */
const TELLING: Partial<Record<Likeness, number>> = { phone: 90, email: 85, code: 100 };
const TITLE_WEIGHT = 70;

/**
 * People and companies are told by numbers, addresses and codes of theirs; a form that has none of these holds
 * something else, which may well be called the same.
 */
function usualRules(form: CompiledForm): readonly CompiledSimilar[] {
  const pair = (field: CompiledField, how: Likeness, weight: number): CompiledPair => ({
    ...{ field: field.key, other: field.key, how, weight },
  });
  const telling = [...form.fields.values()].filter(mayBeCompared).flatMap((field) => {
    const how = usualReading(field);
    const weight = TELLING[how];
    return weight === undefined ? [] : [pair(field, how, weight)];
  });
  if (telling.length === 0) return [];
  const title = form.fields.get(form.titleField);
  const named = title && title.kind === 'text' && !title.type.generated && mayBeCompared(title);
  const pairs = named ? [...telling, pair(title, 'similar', TITLE_WEIGHT)] : telling;
  return [{ form: form.ref, pairs, threshold: USUAL_THRESHOLD }];
}

/** Fields whose values are compared with those of records, here or elsewhere. */
export const comparedFields = (form: CompiledForm): ReadonlySet<string> =>
  new Set(similarRules(form).flatMap(({ pairs }) => pairs.map(({ field }) => field)));
