import { operatorsOf } from './operators.ts';
import type { FilterCondition, FilterField, FilterGroup, FilterNode } from './types.ts';

/** A fresh condition on a field with its commonest operator. */
export function newCondition(field: FilterField): FilterCondition {
  return { kind: 'condition', field: field.key, op: operatorsOf(field)[0]?.op ?? 'is_empty' };
}

/** The condition on another field: the operator and value stay only where they still mean the same. */
export function withField(
  condition: FilterCondition,
  before: FilterField | undefined,
  field: FilterField,
): FilterCondition {
  const kept = operatorsOf(field).find(({ op }) => op === condition.op);
  const alike = before?.kind === field.kind && before.target === field.target && field.kind !== 'option';
  if (!kept) return newCondition(field);
  const next = { kind: 'condition' as const, field: field.key, op: kept.op };
  return alike && condition.value !== undefined ? { ...next, value: condition.value } : next;
}

/** The condition with another operator: the value stays where the new one asks for the same input. */
export function withOperator(condition: FilterCondition, field: FilterField, op: string): FilterCondition {
  const operators = operatorsOf(field);
  const before = operators.find((one) => one.op === condition.op);
  const after = operators.find((one) => one.op === op);
  const next = { kind: 'condition' as const, field: condition.field, op };
  return before?.value === after?.value && condition.value !== undefined
    ? { ...next, value: condition.value }
    : next;
}

/** The group with one item replaced, or without it. */
export function withItem(group: FilterGroup, index: number, item: FilterNode | undefined): FilterGroup {
  const items = [...group.items];
  items.splice(index, 1, ...(item ? [item] : []));
  return { ...group, items };
}

/** The group with a fresh condition on a field at its end, unless there is one on it already. */
export function withConditionOn(group: FilterGroup, field: FilterField): FilterGroup {
  if (group.items.some((item) => item.kind === 'condition' && item.field === field.key)) return group;
  const fresh = newCondition(field);
  // What the new one joins must go on holding: "any of these" becomes one part of "all of these".
  return group.join === 'and' || group.items.length < 2
    ? { kind: 'group', join: 'and', items: [...group.items, fresh] }
    : { kind: 'group', join: 'and', items: [group, fresh] };
}
