import type { ValueKind } from '@trellis/logic';
import { SYSTEM_FIELDS } from '@trellis/metadata';
import { planOf } from '../compute/plan.ts';
import type { Catalog, CatalogForm } from '../contract.ts';
import { quoteName } from '../storage/names.ts';

/** A form and which of its fields have values in its table. */
export interface Planned {
  readonly form: CatalogForm;
  readonly volatile: ReadonlySet<string>;
}

/** How a field stands in an index. */
export interface IndexColumn {
  /** As queries write it. */
  readonly key: string;
  /** Where it can ride along: an expression can't. */
  readonly plain?: string;
  /** Whether lists are sorted by the column itself: options go by their order, references by title. */
  readonly sortable: boolean;
  readonly kind: ValueKind;
  /** Characters at most. */
  readonly length: number;
}

export const planned = (catalog: Pick<Catalog, 'forms'>, form: CatalogForm): Planned => ({
  form,
  volatile: planOf(catalog, form).volatile,
});

const HELD: ReadonlySet<ValueKind> = new Set([
  'text',
  'number',
  'boolean',
  'date',
  'time',
  'datetime',
  'option',
  'ref',
]);
/** Each save moves it: an index of it would have every save touch all indexes. */
const MOVING = '_updated_at';
/** Longest key of an option, id of a record. */
const SHORT = 40;

/** How an index holds a field; undefined where it can't: many values, encrypted ones, those worked out by queries. */
export function columnIn({ form, volatile }: Planned, key: string): IndexColumn | undefined {
  if (Object.hasOwn(SYSTEM_FIELDS, key)) {
    const type: { readonly kind: ValueKind; readonly many?: boolean } =
      SYSTEM_FIELDS[key as keyof typeof SYSTEM_FIELDS];
    if (type.many || key === '_id' || key === MOVING) return undefined;
    return { key, plain: key, sortable: type.kind === 'datetime', kind: type.kind, length: SHORT };
  }
  const field = form.fields.get(key);
  const column = form.columns.get(key);
  if (!field || column === undefined || field.many || field.meta.encrypted) return undefined;
  if (volatile.has(key) || !HELD.has(field.kind)) return undefined;
  const name = quoteName(column);
  const small = field.type.column(field.config) === 'smallint';
  return {
    key: small ? `(${name}::numeric)` : name,
    ...(small ? {} : { plain: name }),
    sortable: field.kind !== 'option' && field.kind !== 'ref',
    kind: field.kind,
    length: field.kind === 'text' ? (field.valueSchema.maxLength ?? Number.POSITIVE_INFINITY) : SHORT,
  };
}
