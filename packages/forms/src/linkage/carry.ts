import { roundDecimal, type Value } from '@trellis/logic';
import type { TextEnv } from '../contract.ts';
import type { CompiledField } from '../form/compile.ts';
import { checkValue } from '../schema/check-value.ts';

/**
 * A value of one field as a value of another: taken over where it fits, else by way of its text. Null where neither
 * works (an option that the other field does not have).
 * @param from the field that it stands in; absent for system fields, whose values fit as they are or not at all
 */
export function carryValue(
  value: Value,
  from: CompiledField | undefined,
  to: CompiledField,
  env: TextEnv,
): Value {
  if (value === null) return null;
  const fits = (candidate: Value): boolean =>
    candidate !== null && checkValue(to.valueSchema, candidate).length === 0;
  const sameTarget = from === undefined || from.target === to.target;
  const taken =
    to.kind !== 'ref' || sameTarget
      ? to.type.normalise(rounded(oneOrMany(value, to), to), to.config)
      : undefined;
  if (
    taken?.ok &&
    fits(taken.value) &&
    (to.kind !== 'text' || (typeof value === 'string' && (from?.kind ?? 'text') === 'text'))
  ) {
    return taken.value;
  }
  if (!from) return null;
  const read = to.type.parse(from.type.format(value, from.config, env), to.config, env);
  return read.ok && fits(read.value) ? read.value : null;
}

/** One value for a field of one, a list for a field of several. */
function oneOrMany(value: Value, { many }: CompiledField): Value {
  if (many && !Array.isArray(value)) return [value];
  return !many && Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

/** An average has more places than the field keeps. */
function rounded(value: Value, { kind, valueSchema: { decimalPlaces } }: CompiledField): Value {
  if (kind !== 'number' || typeof value !== 'string' || decimalPlaces === undefined) return value;
  return DECIMAL.test(value) ? roundDecimal(value, decimalPlaces) : value;
}
const DECIMAL = /^-?\d+(\.\d+)?$/;
