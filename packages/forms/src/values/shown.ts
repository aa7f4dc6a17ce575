import type { Value } from '@trellis/logic';
import type { JsonObject } from '@trellis/metadata';
import type { FieldType, TextEnv } from '../contract.ts';
import { maskText } from './mask.ts';
import { isSealed } from './sealed.ts';

/** A value as people who did not open it may read it: masked where its field says so. */
export function shownText(
  { type, config }: { readonly type: FieldType; readonly config: JsonObject },
  value: Exclude<Value, null>,
  env: TextEnv,
): string {
  const text = type.format(value, config, env);
  const mask = isSealed(value) ? undefined : type.mask?.(config);
  return mask ? maskText(text, mask) : text;
}
