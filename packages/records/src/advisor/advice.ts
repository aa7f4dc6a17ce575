import type { Checked } from '@trellis/logic';
import { references } from '@trellis/logic';
import type { Catalog } from '../contract.ts';
import { advisedName, quoteName } from '../storage/names.ts';
import { columnIn, type IndexColumn, type Planned } from './columns.ts';
import type { Shape } from './shape.ts';

/** An index that would serve lists of a shape. `on`: everything after the table's name in CREATE INDEX. */
export interface Advice {
  readonly name: string;
  readonly on: string;
}

export interface AdviceInput extends Planned {
  readonly shape: Shape;
  /** Fields that roles' conditions on its records read. */
  readonly judged: readonly string[];
  /** Collation in which lists sort texts. */
  readonly collation: string;
}

/** Characters of all columns together that surely fit an index entry (2,704 bytes) at four bytes each. */
const MAX_LENGTH = 600;
const MAX_EQUAL = 4;
const MAX_ALONG = 6;

/**
 * The index for a shape: first the fields that have one value, then the order with the id, so that a page is read
 * from where it begins; what else is asked and what roles ask rides along, so that counting needs no table. Undefined
 * where an index that each form has serves as well, or values may be too long for one.
 */
export function adviceFor({ shape, judged, collation, ...form }: AdviceInput): Advice | undefined {
  const equal = shape.equal.slice(0, MAX_EQUAL);
  if (shape.sort.length === 0 && isServed(form, equal)) return undefined;
  const sort = shape.sort.length > 0 ? shape.sort : [{ field: '_created_at', dir: 'desc' as const }];
  const ordered = sort.filter(({ field }) => !equal.includes(field));
  const last = sort.at(-1)?.dir ?? 'desc';
  const keys = [...equal, ...ordered.map(({ field }) => field)];
  const along = [...new Set([...shape.also, ...shape.equal.slice(MAX_EQUAL), ...judged, '_owner_id'])]
    .filter((key) => !keys.includes(key))
    .flatMap((key) => columnIn(form, key) ?? [])
    .filter(({ plain, length }) => plain !== undefined && length <= MAX_LENGTH / 3)
    .slice(0, MAX_ALONG);
  const columns = keys.map((key) => columnIn(form, key));
  if (columns.some((column) => column === undefined)) return undefined;
  if (lengthOf([...(columns as IndexColumn[]), ...along]) > MAX_LENGTH) return undefined;
  const terms = [
    ...equal.map((key) => columnIn(form, key)?.key ?? ''),
    ...ordered.map(({ field, dir }, index) => term(columnIn(form, field), dir, index, collation)),
    `_id ${last}`,
  ];
  const include = along.length > 0 ? ` include (${along.map(({ plain }) => plain).join(', ')})` : '';
  const on = `(${terms.join(', ')})${include} where _deleted_at is null`;
  return { name: advisedName(form.form.table, on), on };
}

const texts = ({ kind }: IndexColumn): boolean => kind === 'text';
const lengthOf = (columns: readonly IndexColumn[]): number =>
  columns.filter(texts).reduce((sum, { length }) => sum + length, 0);

/** As pages ask: the first key among records that have it, the others with those that have none at the end. */
function term(
  column: IndexColumn | undefined,
  dir: 'asc' | 'desc',
  index: number,
  collation: string,
): string {
  const collate = column && texts(column) ? ` collate ${quoteName(collation)}` : '';
  const system = column?.key === '_created_at';
  return `${column?.key ?? ''}${collate} ${dir}${dir === 'desc' && index > 0 && !system ? ' nulls last' : ''}`;
}

/** Newest first, of all or of one reference, stage or owner: indexes that every form has. */
function isServed({ form }: Planned, equal: readonly string[]): boolean {
  const [key, ...more] = equal;
  if (key === undefined) return true;
  if (more.length > 0) return false;
  return (
    key === '_owner_id' ||
    form.fields.get(key)?.kind === 'ref' ||
    key === form.stageField ||
    form.fields.get(key)?.meta.unique === true
  );
}

/** Fields that the conditions of roles on a form's records read. */
export function judgedFields(catalog: Catalog, { form }: Planned): string[] {
  const found = new Set<string>();
  for (const [ref, role] of catalog.roles) {
    const rows = ref.startsWith(`${form.app}:`) ? role.forms[form.key]?.rows : undefined;
    if (rows !== undefined) for (const path of references(rows as Checked['expr'])) found.add(path);
  }
  return [...found].filter((path) => !path.includes('.') && !path.startsWith('$')).sort();
}
