import type { Expr, Json, ValueKind } from '@trellis/logic';
import { type Locale, type LocalText, localText } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { RECORD } from '../linkage/condition.ts';
import { OF_OWNER } from '../linkage/derived.ts';
import { fieldLabel, filterFields } from './fields.ts';
import type { FilterOperator } from './pattern.ts';
import type { FilterField } from './types.ts';

/** An operator against a field of the record at hand, or of the same record; its value is the key of that field. */
interface OwnOperator extends FilterOperator {
  /** Whether that field holds a list. */
  readonly many: boolean;
}

/** How another field is named in a condition, and what it is called after the words of the operator. */
interface Naming {
  readonly id: string;
  readonly prefix: string;
  readonly of: LocalText;
}

/** @param name operator of the expression; `flipped`: the other field comes first */
function against(
  { id, prefix, of }: Naming,
  op: string,
  name: string,
  words: LocalText,
  { many = false, flipped = false } = {},
): OwnOperator {
  const order = <T>(field: T, value: T): readonly [T, T] => (flipped ? [value, field] : [field, value]);
  return {
    op: `${id}_${op}`,
    label: { zh: `${words.zh}${of.zh}`, en: `${words.en} ${of.en}` },
    value: 'own',
    many,
    write: (field, value) => ({ [name]: order<Expr>(field, { var: `${prefix}${String(value)}` }) }),
    read(expr, field) {
      const args = (expr as { readonly [key: string]: Json } | null)?.[name];
      if (!Array.isArray(args) || args.length !== 2) return undefined;
      const [subject, value] = order(args[0] as Json, args[1] as Json);
      if (JSON.stringify(subject) !== JSON.stringify(field)) return undefined;
      const path = (value as { readonly var?: Json } | null)?.var;
      if (typeof path !== 'string' || !path.startsWith(prefix)) return undefined;
      const key = path.slice(prefix.length);
      return KEY.test(key) ? key : undefined;
    },
  };
}
/** A field of the record, or of the record around a row; no person, no moment, no past. */
const KEY = /^(_parent_id\.)?_?[a-z][a-z0-9_]*$/;

/** The operators of each value kind for one way of naming the other field. */
function family(naming: Naming) {
  const make = (op: string, name: string, zh: string, en: string, more = {}) =>
    against(naming, op, name, { zh, en }, more);
  const equal = make('eq', '==', '等于', 'equals');
  const different = make('ne', '!=', '不等于', 'differs from');
  const among = make('in', 'in', '属于', 'is one of', { many: true });
  const ordered = [
    equal,
    different,
    make('gt', '>', '大于', 'is more than'),
    make('ge', '>=', '不小于', 'is at least'),
    make('lt', '<', '小于', 'is less than'),
    make('le', '<=', '不大于', 'is at most'),
  ];
  const byKind: Readonly<Partial<Record<ValueKind, readonly OwnOperator[]>>> = {
    text: [equal, different, make('contains', 'contains', '包含', 'contains')],
    number: ordered,
    date: ordered,
    time: ordered,
    datetime: ordered,
    boolean: [equal],
    option: [equal, different, among],
    ref: [equal, different, among],
  };
  const many = [
    make('has', 'in', '包含', 'has', { flipped: true }),
    make('any', 'has_any', '包含任一：', 'has any of', { many: true }),
  ];
  return { byKind, many, all: [...new Set([...Object.values(byKind).flat(), ...many])] };
}
const OWN = family({ id: 'own', prefix: `${RECORD}.`, of: { zh: '本记录的', en: 'this record’s' } });
const PEER = family({ id: 'peer', prefix: '', of: { zh: '字段', en: 'the field' } });

/** Ways to compare a field with fields of the record at hand. */
export const ownOperators = (field: Pick<FilterField, 'kind' | 'many'>): readonly FilterOperator[] =>
  operatorsIn(OWN, field);

/** Ways to compare a field with other fields of the same record, or of the record around a row. */
export const peerOperators = (field: Pick<FilterField, 'kind' | 'many'>): readonly FilterOperator[] =>
  operatorsIn(PEER, field);

function operatorsIn(
  { byKind, many: ofMany }: ReturnType<typeof family>,
  { kind, many }: Pick<FilterField, 'kind' | 'many'>,
): readonly FilterOperator[] {
  if (!many) return byKind[kind] ?? [];
  return kind === 'ref' || kind === 'option' || kind === 'text' ? ofMany : [];
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
  const many = [...OWN.all, ...PEER.all].find((one) => one.op === op)?.many ?? false;
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
