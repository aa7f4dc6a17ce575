import type { CompiledField } from '../form/compile.ts';
import { fieldTypes } from '../registry.ts';

/** A computed field as a field of the type that its values are like; any other field as it is. */
export function likeResult(field: CompiledField): CompiledField {
  const result = field.type.result?.(field.config);
  const type = result && fieldTypes.find(result.type);
  return type ? { ...field, type, config: { ...type.config.defaults(), ...result.config } } : field;
}
