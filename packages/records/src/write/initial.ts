import { defaults } from '@trellis/forms/model';
import type { Env, Row, Value } from '@trellis/logic';
import type { CatalogForm } from '../contract.ts';

type Values = Readonly<Record<string, Value>>;

/**
 * What stands in a new record, or row, where a client sent nothing: defaults over what it sent. For what it sent, the
 * default that it replaces: rules ask what the client changed.
 * @param around what expressions see besides: for a row, the record that it belongs to
 */
export function initialValues(
  form: CatalogForm,
  sent: Values,
  derived: Values,
  env: Env,
  around: Row = {},
): Values {
  const bare = defaults(form, env, around, derived);
  if (form.behaviour.defaults.length === 0) return bare;
  const values: Record<string, Value> = { ...defaults(form, env, around, { ...derived, ...sent }) };
  for (const key of Object.keys(sent)) values[key] = bare[key] ?? null;
  return values;
}
