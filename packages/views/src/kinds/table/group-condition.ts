import type { CompiledForm } from '@trellis/forms/model';
import { addUnits, type Expr, type ValueKind, zonedToInstant } from '@trellis/logic';
import { SYSTEM_FIELDS, type ViewGroup } from '@trellis/metadata';
import { isSystemField } from '../../data/columns.ts';

/** What a field holds, own or of the system. */
function typeOf(
  form: CompiledForm,
  key: string,
): { readonly kind: ValueKind; readonly many?: boolean | undefined } | undefined {
  const field = form.fields.get(key);
  if (field) return field;
  return isSystemField(key) ? SYSTEM_FIELDS[key] : undefined;
}

/** The records of a group alone: those that have each of its keys. */
export function groupCondition(
  form: CompiledForm,
  levels: readonly ViewGroup[],
  keys: readonly (string | null)[],
  tz: string,
): Expr {
  const each = keys.map((key, index) => levelCondition(form, levels[index] as ViewGroup, key, tz));
  return each.length === 1 ? (each[0] as Expr) : { and: each };
}

function levelCondition(
  form: CompiledForm,
  { field, bucket = 'day' }: ViewGroup,
  key: string | null,
  tz: string,
): Expr {
  const value = { var: field };
  if (key === null) return { is_empty: [value] };
  const type = typeOf(form, field);
  if (type?.kind === 'date' || type?.kind === 'datetime') {
    const bound = (day: string) =>
      type.kind === 'date' ? day : (zonedToInstant(`${day}T00:00:00.000`, tz) ?? day);
    const end = bucket === 'quarter' ? addUnits(key, 3, 'month') : addUnits(key, 1, bucket);
    const from: Expr = { '>=': [value, bound(key)] };
    return end === null ? from : { and: [from, { '<': [value, bound(end)] }] };
  }
  if (type?.many) return { has_any: [value, [key]] };
  if (type?.kind === 'boolean') return { '==': [value, key === 'true'] };
  return { '==': [value, key] };
}
