import type { JsonObject } from '@trellis/metadata';
import type { FieldType, TextEnv } from '../contract.ts';

const textEnv: TextEnv = { locale: 'zh', tz: 'Asia/Shanghai' };

/** Value of a text under settings, or the code of the first issue in brackets. */
export function read(
  type: FieldType,
  text: string,
  config: JsonObject = {},
  env: Partial<TextEnv> = {},
): unknown {
  const result = type.parse(text, { ...type.config.defaults(), ...config }, { ...textEnv, ...env });
  return result.ok ? result.value : [result.issues[0]?.code];
}

/** A value as people read it. */
export function show(
  type: FieldType,
  value: never,
  config: JsonObject = {},
  env: Partial<TextEnv> = {},
): string {
  return type.format(value, { ...type.config.defaults(), ...config }, { ...textEnv, ...env });
}
