import { type CompiledField, OF_OWNER, recordPaths, rowData, rowsOf } from '@trellis/forms/model';
import { param } from '@trellis/logic/sql';
import { findAccess } from '../access/policy.ts';
import type { Reading } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type Candidates, candidatesOf, narrowing } from '../linked/candidates.ts';
import { narrowedFields, notAmong, type Update } from '../write/candidate-guards.ts';
import { chosenIds } from '../write/ids.ts';
import { dataOf, type Image, sameValue } from '../write/image.ts';
import type { Guard } from '../write/references.ts';
import { cellGuard, type Pointing } from './guards.ts';

/** Cells of a column that share their candidates. */
export interface CellGroup {
  readonly key: string;
  readonly field: CompiledField;
  readonly candidates: Candidates;
  readonly cells: Pointing[];
}

/**
 * The references in the rows of a record whose candidates a condition narrows, together where the condition comes to
 * the same. An update asks where the column changed, of what is new in it, or what its condition reads, of all of it.
 */
export async function narrowedCells(
  ctx: Ctx,
  form: CatalogForm,
  image: Image,
  update?: Update,
): Promise<CellGroup[]> {
  const access = findAccess(ctx, form.ref);
  const groups = new Map<string, CellGroup>();
  let record: ReturnType<typeof dataOf> | undefined;
  for (const [key, rows] of form.owned) {
    // Who does not see the rows does not write them.
    const ofRows = access?.owned.get(key);
    const columns = ofRows ? narrowedFields(rows) : [];
    if (!ofRows || columns.length === 0) continue;
    const old = new Map(rowsOf(update?.before.values[key]).map((row) => [row._id, row]));
    for (const [index, row] of rowsOf(image.values[key]).entries()) {
      for (const field of columns) {
        const ids = idsToAsk(field, row, old.get(row._id), update?.changed);
        if (ids.length === 0) continue;
        record ??= dataOf(image);
        const candidates = await candidatesOf(ctx, ofRows, field, rowData(row, record));
        if (candidates === 'all') continue;
        const name = `${key}.${field.key} ${candidates === 'none' ? '' : JSON.stringify(candidates.expr)}`;
        const group = groups.get(name) ?? { key, field, candidates, cells: [] };
        group.cells.push({ path: [key, index, field.key], ids });
        groups.set(name, group);
      }
    }
  }
  return [...groups.values()];
}

type Row = Image['values'];

function idsToAsk(
  field: CompiledField,
  row: Row,
  before: Row | undefined,
  changed: ReadonlySet<string> | undefined,
): readonly string[] {
  if (!before) return chosenIds(field, row[field.key]);
  const moved = recordPaths(narrowing(field)?.where).some((path) => {
    const [first = '', second = ''] = path.split('.');
    return path.startsWith(OF_OWNER) ? changed?.has(second) : !sameValue(row[first], before[first]);
  });
  return chosenIds(field, row[field.key], { value: before[field.key], moved });
}

/** Conditions that what the rows of a record point to is among the candidates of its columns. */
export async function rowCandidateGuards(
  ctx: Ctx,
  state: Reading,
  form: CatalogForm,
  image: Image,
  update?: Update,
): Promise<Guard[]> {
  const groups = await narrowedCells(ctx, form, image, update);
  return groups.map(({ key, field, candidates, cells }) => {
    const ids = param(
      cells.flatMap((cell) => cell.ids),
      'uuid[]',
    );
    return cellGuard(key, cells, notAmong(state, field, ids, candidates), 'reference_filtered');
  });
}
