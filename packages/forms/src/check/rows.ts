import type { FormDocument, Issue } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { completeConfig } from '../form/normalise.ts';
import { documentOfRows, rowsIn } from '../form/owned.ts';
import { fieldTypes } from '../registry.ts';

/** Judges the rows of every sub-form in a document, with issues where the document has them. */
export function inRows(
  document: FormDocument,
  judge: (rows: FormDocument) => readonly Issue[],
): readonly Issue[] {
  return Object.entries(document.properties).flatMap(([key, { trellis }]) => {
    const type = fieldTypes.find(trellis.type);
    const rows = type && rowsIn(type, completeConfig(type, trellis.config));
    if (!type || typeof rows !== 'object' || rows === null) return [];
    return inSettings({ key, type }, judge(documentOfRows(trellis.label, rows)));
  });
}

/**
 * Issues of a sub-form's columns: those of a form, less what rows have not (a title of their own), and the types and
 * settings that have no meaning in a row.
 */
export function columnIssues(
  owner: CompiledField,
  rows: CompiledForm,
  ofForm: readonly Issue[],
): readonly Issue[] {
  const own = ofForm.filter(({ path }) => path[0] !== 'trellis' || path[1] === 'checks');
  const wrong = [...rows.fields, ...rows.displays].flatMap(([column, { type, meta, config }]): Issue[] => {
    const at = ['properties', column, 'trellis'];
    return [
      ...(type.alone || type.display || (type.files !== undefined && type.kind !== 'file')
        ? [{ path: [...at, 'type'], code: 'not_in_rows' }]
        : []),
      ...(type.onDelete?.(config) === 'cascade'
        ? [{ path: [...at, 'config', 'onDelete'], code: 'cascade_in_rows' }]
        : []),
      ...(meta.unique ? [{ path: [...at, 'unique'], code: 'never_unique' }] : []),
      ...(meta.searchable ? [{ path: [...at, 'searchable'], code: 'not_searchable' }] : []),
    ];
  });
  return inSettings(owner, [...own, ...wrong]);
}

/** Issues of the rows as a form, inside the settings of the field: its checks stand beside its columns there. */
export function inSettings(
  { key, type }: Pick<CompiledField, 'key' | 'type'>,
  issues: readonly Issue[],
): readonly Issue[] {
  return issues.map((issue) => {
    const path = issue.path[0] === 'trellis' ? issue.path.slice(1) : issue.path;
    return { ...issue, path: ['properties', key, 'trellis', 'config', type.owned ?? '', ...path] };
  });
}
