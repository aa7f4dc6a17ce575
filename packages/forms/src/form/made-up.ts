import type { Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import { checkValue } from '../schema/check-value.ts';
import type { CompiledField, CompiledForm } from './compile.ts';
import type { Values } from './record.ts';

/** A value for each field that has an obvious one: the first option, the example of its type, one row. For trying a form out. */
export function madeUp(form: CompiledForm): Values {
  return Object.fromEntries(
    [...form.fields.values()]
      .map((field) => [field.key, valueFor(field)] as const)
      .filter(([, value]) => value !== null),
  );
}

function valueFor({ type, config, kind, many, target, owned, valueSchema }: CompiledField): Value {
  // What the server makes, and what points at records or files that do not exist, is left to whoever tries.
  if (type.generated || kind === 'file' || target !== undefined) return null;
  if (owned) return [{ _id: newId(), ...madeUp(owned) }];
  const option = type.options?.(config)?.find(({ retired }) => !retired);
  const example = option ? (many ? [option.key] : option.key) : (type.example?.value ?? null);
  const value = type.normalise(example, config);
  return value.ok && value.value !== null && checkValue(valueSchema, value.value).length === 0
    ? value.value
    : null;
}
