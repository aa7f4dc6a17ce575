import type { Expr, Json, ValueKind } from '@trellis/logic';
import type { LocalText } from '@trellis/metadata';
import type { CompiledField } from '../form/compile.ts';

/** A filter as people edit it: conditions under "all" or "any", nested as deep as they like. */
export interface FilterGroup {
  readonly kind: 'group';
  readonly join: 'and' | 'or';
  readonly items: readonly FilterNode[];
}

/** Field, operator and, where the operator takes one, a value; an incomplete one filters nothing. */
export interface FilterCondition {
  readonly kind: 'condition';
  readonly field: string;
  readonly op: string;
  /** What `FilterOperator.value` says: one value, a list, a pair, a whole number; absent where none is taken. */
  readonly value?: Json;
}

/** An expression that the editor can't show as conditions: kept as it is. */
interface FilterRaw {
  readonly kind: 'raw';
  readonly expr: Expr;
}

export type FilterNode = FilterGroup | FilterCondition | FilterRaw;

/** A field that can be filtered by: one of the form, or a system field. */
export interface FilterField {
  readonly key: string;
  readonly kind: ValueKind;
  readonly many: boolean;
  readonly target?: string;
  /** What it is called where it lies behind references: "客户 / 行业". */
  readonly label?: LocalText;
  /** It depends on who asks, so it is either so or not. */
  readonly asked?: true;
  /** Absent for system fields. */
  readonly field?: CompiledField;
  /** A column of a sub-form: a condition on it holds for a record of which some row meets it. */
  readonly within?: { readonly rows: string; readonly column: string };
  /** It may be compared with fields of a record at hand. */
  readonly linked?: true;
  /** It may be compared with other fields of its record. */
  readonly peers?: true;
  /** It may be compared with what it was before the change. */
  readonly changes?: true;
}
