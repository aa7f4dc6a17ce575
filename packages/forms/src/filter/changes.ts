import type { Expr, Json, ValueKind } from '@trellis/logic';
import type { CompiledForm } from '../form/compile.ts';
import { OF_OWNER } from '../linkage/derived.ts';
import { filterFields } from './fields.ts';
import type { FilterOperator } from './pattern.ts';
import type { FilterField } from './types.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The field as it was before the change. */
const past = (field: Expr): Expr => ({ var: `$before.${String((field as { readonly var?: Json }).var)}` });

/** The field against itself before the change. */
const against = (op: string, name: string, zh: string, en: string): FilterOperator => ({
  op,
  label: { zh, en },
  value: 'none',
  write: (field) => ({ [name]: [field, past(field)] }),
  read: (expr, field) => (same(expr, { [name]: [field, past(field)] }) ? null : undefined),
});

/** What has come to hold by the change. */
const BECOMES: FilterOperator = {
  op: 'becomes',
  label: { zh: '变为', en: 'becomes one of' },
  value: 'list',
  write: (field, value) => ({ becomes: [{ in: [field, value] }] }),
  read(expr, field) {
    const inner = argumentOf(expr, 'becomes')?.[0];
    const [subject, value] = argumentOf(inner, 'in') ?? [];
    const fits = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return same(subject, field) && fits ? value : undefined;
  },
};

const TICKED: FilterOperator = {
  op: 'becomes_true',
  label: { zh: '变为是', en: 'becomes yes' },
  value: 'none',
  write: (field) => ({ becomes: [{ '==': [field, true] }] }),
  read: (expr, field) => (same(expr, { becomes: [{ '==': [field, true] }] }) ? null : undefined),
};

function argumentOf(expr: Json | undefined, name: string): readonly Json[] | undefined {
  if (typeof expr !== 'object' || expr === null || Array.isArray(expr)) return undefined;
  const args = (expr as { readonly [key: string]: Json })[name];
  return Array.isArray(args) ? (args as readonly Json[]) : undefined;
}

const CHANGED = [
  against('changed', '!=', '与修改前不同', 'has changed'),
  against('unchanged', '==', '与修改前相同', 'has not changed'),
];
const NUMBERS = [
  ...CHANGED,
  against('raised', '>', '大于修改前的值', 'is more than before'),
  against('lowered', '<', '小于修改前的值', 'is less than before'),
];
const TIMES = [
  ...CHANGED,
  against('later', '>', '晚于修改前的值', 'is later than before'),
  against('earlier', '<', '早于修改前的值', 'is earlier than before'),
];
const BY_KIND: Readonly<Partial<Record<ValueKind, readonly FilterOperator[]>>> = {
  text: CHANGED,
  number: NUMBERS,
  date: TIMES,
  time: TIMES,
  datetime: TIMES,
  boolean: [TICKED, ...CHANGED],
  option: [BECOMES, ...CHANGED],
  ref: CHANGED,
};

/** Ways to compare a field with what it was before the change. */
export const changeOperators = ({
  kind,
  many,
  within,
}: Omit<FilterField, 'key'>): readonly FilterOperator[] => (many || within ? [] : (BY_KIND[kind] ?? []));

/**
 * The fields that the rules and checks of a form may name: its own, which may be compared with each other and with the
 * record before the change; for rows their columns and the fields of the record around them. Rows have no past.
 */
export function changingFields(form: CompiledForm): readonly FilterField[] {
  const owner = form.owner?.();
  const own = filterFields(form, 'rule').map(withPeers);
  if (!owner) return own.map((field) => ({ ...field, changes: true as const }));
  const around = filterFields(owner, 'rule').filter(({ within, field }) => !within && !field?.owned);
  return [...own, ...around.map((field) => withPeers({ ...field, key: `${OF_OWNER}${field.key}` }))];
}

const withPeers = (field: FilterField): FilterField => (field.within ? field : { ...field, peers: true });
