import type { Expr, Json, ValueKind } from '@trellis/logic';
import { type Locale, type LocalText, localText } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { RECORD } from '../linkage/condition.ts';
import { OF_OWNER } from '../linkage/derived.ts';
import { fieldLabel, filterFields } from './fields.ts';
import type { FilterOperator } from './pattern.ts';
import type { FilterField } from './types.ts';

/** An operator against a field of the record at hand; its value is the key of that field. */
interface OwnOperator extends FilterOperator {
  /** Whether the field of the record holds a list. */
  readonly many: boolean;
}

/** @param name operator of the expression; `flipped`: the record's field comes first */
function own(
  op: string,
  name: string,
  label: LocalText,
  { many = false, flipped = false } = {},
): OwnOperator {
  const order = <T>(field: T, value: T): readonly [T, T] => (flipped ? [value, field] : [field, value]);
  return {
    op,
    label,
    value: 'own',
    many,
    write: (field, value) => ({ [name]: order<Expr>(field, { var: `${RECORD}.${String(value)}` }) }),
    read(expr, field) {
      const args = (expr as { readonly [key: string]: Json } | null)?.[name];
      if (!Array.isArray(args) || args.length !== 2) return undefined;
      const [subject, value] = order(args[0] as Json, args[1] as Json);
      if (JSON.stringify(subject) !== JSON.stringify(field)) return undefined;
      const path = (value as { readonly var?: Json } | null)?.var;
      return typeof path === 'string' && path.startsWith(`${RECORD}.`)
        ? path.slice(RECORD.length + 1)
        : undefined;
    },
  };
}

const EQUAL = own('own_eq', '==', { zh: '等于本记录的', en: 'equals this record’s' });
const DIFFERENT = own('own_ne', '!=', { zh: '不等于本记录的', en: 'differs from this record’s' });
const AMONG = own('own_in', 'in', { zh: '属于本记录的', en: 'is one of this record’s' }, { many: true });
const ORDERED = [
  EQUAL,
  DIFFERENT,
  own('own_gt', '>', { zh: '大于本记录的', en: 'is more than this record’s' }),
  own('own_ge', '>=', { zh: '不小于本记录的', en: 'is at least this record’s' }),
  own('own_lt', '<', { zh: '小于本记录的', en: 'is less than this record’s' }),
  own('own_le', '<=', { zh: '不大于本记录的', en: 'is at most this record’s' }),
];
const TEXT = [
  EQUAL,
  DIFFERENT,
  own('own_contains', 'contains', { zh: '包含本记录的', en: 'contains this record’s' }),
];
const MANY = [
  own('own_has', 'in', { zh: '包含本记录的', en: 'has this record’s' }, { flipped: true }),
  own('own_any', 'has_any', { zh: '包含本记录的任一', en: 'has any of this record’s' }, { many: true }),
];
const BY_KIND: Readonly<Partial<Record<ValueKind, readonly OwnOperator[]>>> = {
  text: TEXT,
  number: ORDERED,
  date: ORDERED,
  time: ORDERED,
  datetime: ORDERED,
  boolean: [EQUAL],
  option: [EQUAL, DIFFERENT, AMONG],
  ref: [EQUAL, DIFFERENT, AMONG],
};

/** Ways to compare a field with fields of the record at hand. */
export function ownOperators({ kind, many }: Pick<FilterField, 'kind' | 'many'>): readonly FilterOperator[] {
  if (!many) return BY_KIND[kind] ?? [];
  return kind === 'ref' || kind === 'option' || kind === 'text' ? MANY : [];
}

/**
 * The fields of a record that an operator can compare a field with.
 * @param around form of the record that it belongs to, where it is a row
 */
export function ownFields(
  record: CompiledForm,
  field: FilterField,
  op: string,
  around?: CompiledForm,
): readonly FilterField[] {
  const all = [EQUAL, AMONG, ...ORDERED, ...TEXT, ...MANY];
  const many = all.find((one) => one.op === op)?.many ?? false;
  const ofOwner = around ? namable(around) : [];
  return [...namable(record), ...ofOwner.map((one) => ({ ...one, key: `${OF_OWNER}${one.key}` }))].filter(
    (one) => one.kind === field.kind && one.many === many && one.target === field.target,
  );
}

/** What a path names of one record: its fields and its id, no columns of its rows. */
const namable = (form: CompiledForm): readonly FilterField[] => [
  ...filterFields(form).filter(({ within }) => within === undefined),
  { key: '_id', kind: 'ref', many: false, target: form.ref },
];

/** What a person calls such a field; one of the record around a row is named with its form. */
export function ownLabel(
  record: CompiledForm,
  around: CompiledForm | undefined,
  key: string,
  locale: Locale,
): string {
  if (!around || !key.startsWith(OF_OWNER)) return fieldLabel(record, key, locale);
  const form = localText(around.document.trellis.label, locale);
  return `${form} / ${fieldLabel(around, key.slice(OF_OWNER.length), locale)}`;
}

/** The fields of candidates, to be compared with a record at hand too. */
export const linkedFields = (form: CompiledForm): readonly FilterField[] => [
  { key: '_id', kind: 'ref', many: false, target: form.ref, linked: true },
  ...filterFields(form).map((field) => ({ ...field, linked: true as const })),
];
