import type { Value } from '@trellis/logic';
import type { CatalogForm } from '../contract.ts';
import { sameValue } from './image.ts';

type Values = Readonly<Record<string, Value>>;

/**
 * Since when fields have their new values, by the key of the field that keeps it.
 * @param kept fields that bring their own moment (an import, a template)
 */
export function momentsOf(
  form: CatalogForm,
  before: Values,
  after: Values,
  at: string,
  kept: (key: string) => boolean,
): Values {
  const moments: Record<string, Value> = {};
  for (const { key, type, config } of form.fields.values()) {
    const since = type.since?.(config);
    if (since === undefined || sameValue(before[key], after[key]) || kept(since)) continue;
    if (form.fields.get(since)?.kind === 'datetime')
      moments[since] = (after[key] ?? null) === null ? null : at;
  }
  return moments;
}
