import { type CompiledForm, compileForm, ownedFields, ownerOf } from '@trellis/forms/model';
import type {
  AppDocument,
  DashboardDocument,
  DefinitionKind,
  FormDocument,
  RoleDocument,
  ViewDocument,
} from '@trellis/metadata';
import type { Catalog, CatalogForm, Workspace } from '../contract.ts';
import { hasColumn } from '../storage/has-column.ts';
import type { CatalogRows } from './read.ts';

/** What a form was built from; the same text and storage give the same object again, with all that hangs on it. */
const builtFrom = new WeakMap<CatalogForm, string>();

/**
 * Builds the immutable catalog. Forms that did not change since `previous` are taken over as the same objects, so that
 * what is cached per form (validators, statements) survives a publish elsewhere.
 */
export function buildCatalog(workspace: Workspace, rows: CatalogRows, previous?: Catalog): Catalog {
  return {
    workspace,
    version: rows.version,
    apps: new Map(rows.apps.map((app) => [app.key, JSON.parse(app.document) as AppDocument])),
    forms: formsOf(rows, previous),
    views: documents<ViewDocument>(rows, 'view'),
    dashboards: documents<DashboardDocument>(rows, 'dashboard'),
    roles: documents<RoleDocument>(rows, 'role'),
  };
}

function documents<D>(rows: CatalogRows, kind: DefinitionKind): Map<string, D> {
  const found = new Map<string, D>();
  for (const row of rows.definitions)
    if (row.kind === kind) found.set(`${row.app}:${row.key}`, JSON.parse(row.document) as D);
  return found;
}

function formsOf(rows: CatalogRows, previous: Catalog | undefined): Map<string, CatalogForm> {
  const storage = new Map(rows.forms.map((row) => [`${row.app}:${row.form}`, row]));
  const columns = new Map<string, Map<string, string>>();
  for (const { app, form, field, column } of rows.fields) {
    const ref = `${app}:${form}`;
    columns.set(ref, (columns.get(ref) ?? new Map()).set(field, column));
  }
  const rowTables = new Map<string, string[]>();
  for (const ref of storage.keys()) {
    const owner = ownerOf(ref);
    if (owner) rowTables.set(owner.form, [...(rowTables.get(owner.form) ?? []), ref].sort());
  }
  const placeOf = (ref: string): TablePlace => {
    const stored = storage.get(ref);
    return {
      table: stored?.table ?? '',
      columns: columns.get(ref) ?? new Map<string, string>(),
      state: stored?.state ?? 'quarantined',
    };
  };
  const forms = new Map<string, CatalogForm>();
  for (const { kind, app, key, document } of rows.definitions) {
    if (kind !== 'form') continue;
    const ref = `${app}:${key}`;
    const at = placeOf(ref);
    const tables = [ref, ...(rowTables.get(ref) ?? [])].map((table) => {
      const { columns: names, ...place } = placeOf(table);
      return [table, place, [...names].sort()];
    });
    const source = JSON.stringify([document, tables]);
    const known = previous?.forms.get(ref);
    const form =
      known && builtFrom.get(known) === source
        ? known
        : catalogForm(ref, JSON.parse(document) as FormDocument, at, placeOf);
    builtFrom.set(form, source);
    forms.set(ref, form);
  }
  return forms;
}

/** Where the records, or rows, of a form are. */
export type TablePlace = Pick<CatalogForm, 'table' | 'columns' | 'state'>;

/** Of what has no table yet. */
export const NOWHERE: TablePlace = { table: '', columns: new Map(), state: 'quarantined' };

/**
 * A compiled form that knows where its records are.
 * @param placeOf where the rows of its sub-forms are, by the name of their form
 */
export function catalogForm(
  ref: string,
  document: FormDocument,
  at: TablePlace,
  placeOf: (ref: string) => TablePlace = () => NOWHERE,
): CatalogForm {
  return placed(compileForm(ref, document), at, placeOf);
}

function placed(form: CompiledForm, at: TablePlace, placeOf: (ref: string) => TablePlace): CatalogForm {
  const owned = new Map(
    ownedFields(form).map(({ key, rows }) => [key, placed(rows, placeOf(rows.ref), placeOf)] as const),
  );
  const complete =
    [...form.fields.values()].every((field) => !hasColumn(field) || at.columns.has(field.key)) &&
    [...owned.values()].every(({ state }) => state === 'ok');
  // A field without a column would fail in the middle of a save; the form says so up front instead.
  return { ...form, ...at, owned, state: complete || at.state === 'binned' ? at.state : 'quarantined' };
}
