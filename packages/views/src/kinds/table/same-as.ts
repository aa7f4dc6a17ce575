import type { Expr, Value } from '@trellis/logic';
import type { Column } from '../../data/columns.ts';

/** The records that have the same value in a column; undefined where that can't be asked. */
export function sameAs({ key, kind, field }: Column, value: Value): Expr | undefined {
  if (field?.meta.encrypted) return undefined;
  const at = { var: key };
  if (value === null) return { is_empty: [at] };
  if (Array.isArray(value)) return { has_all: [at, value] };
  if (kind === 'option' || kind === 'ref') return { in: [at, [value]] };
  return kind === 'file' || kind === 'json' ? undefined : { '==': [at, value] };
}
