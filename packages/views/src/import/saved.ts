import type { Reply } from '@trellis/ui/react';
import type { ImportField, Mapping } from './mapping.ts';
import type { ImportJob } from './use-import.tsx';

export type SavedMapping = Reply<'putImportMapping'>;
type Kept = SavedMapping['mapping'];
type FileColumn = ImportJob['columns'][number];

/** A mapping as it is kept: by the names of the columns, without what was corrected in one file. */
export function toSaved({ columns, match, policy, empty, rows }: Mapping, file: readonly FileColumn[]): Kept {
  const names = new Map(file.map(({ index, name }) => [index, name]));
  return {
    columns: columns.flatMap(({ column, ...rest }) => {
      const name = names.get(column);
      return name === undefined ? [] : [{ name, ...rest }];
    }),
    ...(match ? { match } : {}),
    ...(policy ? { policy } : {}),
    ...(empty ? { empty } : {}),
    ...(rows ? { rows } : {}),
  };
}

/** A kept mapping on the columns of a file, as far as it has them and their fields are still there. */
export function fromSaved(
  { columns, match, ...how }: Kept,
  file: readonly FileColumn[],
  fields: readonly ImportField[],
  headerRows: number | undefined,
): Mapping {
  const left = new Map(file.map(({ index, name }) => [index, name.trim()]));
  const known = new Set(fields.map(({ key }) => key));
  const found = columns.flatMap(({ name, ...rest }) => {
    const [column] = [...left].find(([, own]) => own === name.trim()) ?? [];
    if (column === undefined || !known.has(rest.field)) return [];
    // Two columns of one name are taken in their order.
    left.delete(column);
    return [{ column, ...rest }];
  });
  const mapped = new Set(found.map(({ field }) => field));
  return {
    ...how,
    ...(headerRows === undefined ? {} : { headerRows }),
    columns: found.sort((a, b) => a.column - b.column),
    ...(match ? { match: match.filter((key) => mapped.has(key)) } : {}),
  };
}
