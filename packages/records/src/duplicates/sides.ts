import { createHash } from 'node:crypto';
import { mayBeCompared, similarRules } from '@trellis/forms/model';
import type { Likeness, Reading } from '@trellis/metadata';
import type { Catalog, CatalogForm } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { READINGS_VERSION, readingSql } from '../storage/readings.ts';

/** Grows when records get other blocks than before. */
const SCHEME = 1;

/** A field of a form by which records are found, here or from other forms. */
export interface Side {
  readonly field: string;
  readonly how: Likeness;
}

/** What of a value counts for a comparison; names are compared as companies. */
export const readingFor = (how: Likeness): Reading =>
  how === 'similar' || how === 'pinyin' ? 'company' : how;

/** The name under which a value is read. */
export const sideName = ({ field, how }: Side): string => `${field} ${readingFor(how)}`;

const known = new WeakMap<Catalog, ReadonlyMap<string, readonly Side[]>>();

/**
 * By what records of a form are found as possible duplicates: the other sides of all rules that are about it, and both of
 * its own rules, since whichever of two records comes first is looked for by the other.
 */
export function sidesOf(catalog: Catalog, form: string): readonly Side[] {
  let sides = known.get(catalog);
  if (!sides) {
    sides = allSides(catalog);
    known.set(catalog, sides);
  }
  return sides.get(form) ?? [];
}

function allSides({ forms }: Catalog): ReadonlyMap<string, readonly Side[]> {
  const found = new Map<string, Map<string, Side>>();
  for (const form of forms.values()) {
    for (const { form: ref, pairs } of similarRules(form)) {
      const target = forms.get(ref);
      if (target?.state !== 'ok') continue;
      const sides = found.get(ref) ?? new Map<string, Side>();
      for (const { field, other, how } of pairs)
        for (const key of ref === form.ref ? [field, other] : [other])
          if (canBeRead(target, key, how)) sides.set(`${key} ${how}`, { field: key, how });
      if (sides.size > 0) found.set(ref, sides);
    }
  }
  return new Map([...found].map(([ref, sides]) => [ref, [...sides.values()]]));
}

/** Whether values can be compared so; a mistake that was published before it was one is left out. */
export function canBeRead({ fields, columns }: CatalogForm, key: string, how: Likeness): boolean {
  const field = fields.get(key);
  return (
    field !== undefined &&
    columns.has(key) &&
    mayBeCompared(field) &&
    (how === 'exact' || field.kind === 'text')
  );
}

const schemes = new WeakMap<Catalog, Map<string, string>>();

/** Changes when records of the form get other blocks, or are judged otherwise. Worked out once for each catalog. */
export function schemeOf(catalog: Catalog, form: CatalogForm): string {
  const known = schemes.get(catalog) ?? new Map<string, string>();
  schemes.set(catalog, known);
  const scheme = known.get(form.ref) ?? hashOf(catalog, form);
  known.set(form.ref, scheme);
  return scheme;
}

function hashOf(catalog: Catalog, form: CatalogForm): string {
  const own = similarRules(form).filter(({ form: ref }) => ref === form.ref);
  const what = JSON.stringify([SCHEME, READINGS_VERSION, sidesOf(catalog, form.ref), own]);
  return createHash('sha256').update(what).digest('hex').slice(0, 16);
}

/** Values of sides as columns named by `sideName`, over the columns of the form's table. */
export function sideColumns(form: CatalogForm, sides: readonly Side[]): string {
  const columns = new Map(
    sides.map((side) => {
      const column = quoteName(form.columns.get(side.field) ?? '');
      const reading = readingFor(side.how);
      const sql = reading === 'exact' ? `${column}::text` : readingSql(reading, column);
      return [sideName(side), sql] as const;
    }),
  );
  return [...columns].map(([name, sql]) => `${sql} AS ${quoteName(name)}`).join(', ');
}

/** A row with its sides as texts. */
export type SideRow = { readonly _id: string } & { readonly [side: string]: string | null };

/** The value of a side; "" where nothing counts. */
export const sideOf = (row: SideRow, side: Side): string => row[sideName(side)] ?? '';
