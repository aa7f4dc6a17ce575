import { DEPARTMENT_TARGET, MEMBER_TARGET } from '@trellis/metadata';
import { changeOperators } from './changes.ts';
import { DATE, DATETIME, TIME } from './dates.ts';
import { BOOLEAN, NUMBER, ONE_OF, SET, TEXT } from './kinds.ts';
import { ownOperators, peerOperators } from './own.ts';
import { EMPTINESS, type FilterOperator } from './pattern.ts';
import { ASKED, DIGITS, FILES, HAS_ME, HAS_MINE, ME, MINE, PARTS, ROWS, UNDER } from './special.ts';
import type { FilterField } from './types.ts';

/** The operators for a field, the commonest first: by its value kind, narrowed by its type. */
export function operatorsOf(filtered: Omit<FilterField, 'key'>): readonly FilterOperator[] {
  const { field } = filtered;
  if (filtered.asked) return ASKED;
  if (field?.owned) return ROWS;
  const macros = field?.type.macros?.(field.config);
  const under = macros?.under ? [UNDER] : [];
  const digits = macros?.has_digits ? DIGITS : [];
  const parts = field?.kind === 'json' && field.type.filters ? PARTS : [];
  const all = [
    ...byKind(filtered, [...under, ...digits, ...parts]),
    ...(filtered.linked ? ownOperators(filtered) : []),
    ...(filtered.peers ? peerOperators(filtered) : []),
  ];
  const only = field?.type.filters;
  const fitting = only ? all.filter(({ op }) => only.includes(op)) : all;
  return filtered.changes ? [...fitting, ...changeOperators(filtered)] : fitting;
}

/** @param special what the type alone knows of, such as "is or lies in": after what needs no value, before the rest */
function byKind(
  { kind, many, target }: Pick<FilterField, 'kind' | 'many' | 'target'>,
  special: readonly FilterOperator[],
): readonly FilterOperator[] {
  const departments = target === DEPARTMENT_TARGET;
  if (kind === 'file') return FILES;
  if (many) {
    if (kind !== 'option' && kind !== 'ref' && kind !== 'text') return EMPTINESS;
    if (departments) return [...HAS_MINE, ...special, ...SET];
    return target === MEMBER_TARGET ? [...HAS_ME, ...SET] : SET;
  }
  if (kind === 'ref') {
    if (departments) return [...MINE, ...special, ...ONE_OF];
    return target === MEMBER_TARGET ? [...ME, ...ONE_OF] : ONE_OF;
  }
  return [...special, ...(BY_KIND[kind] ?? EMPTINESS)];
}

const BY_KIND: Readonly<Partial<Record<FilterField['kind'], readonly FilterOperator[]>>> = {
  text: TEXT,
  number: NUMBER,
  boolean: BOOLEAN,
  date: DATE,
  time: TIME,
  datetime: DATETIME,
  option: ONE_OF,
};
