import type { CompiledField } from '../form/compile.ts';
import { fieldTypes } from '../registry.ts';

/** The field as it asks for a value of `under`; undefined where its type knows no such thing. */
export function placeField(field: CompiledField): CompiledField | undefined {
  const by = field.type.underBy?.(field.config);
  if (!by) return undefined;
  const type = fieldTypes.get(by.type);
  const { kind, many = false } = type.valueType?.(by.config) ?? type;
  return { ...field, type, config: by.config, kind, many, valueSchema: type.valueSchema(by.config) };
}

/** The field as it asks for several of its values. */
export function severalOf(field: CompiledField): CompiledField {
  const config = { ...field.config, many: true };
  return { ...field, config, many: true, valueSchema: field.type.valueSchema(config) };
}
