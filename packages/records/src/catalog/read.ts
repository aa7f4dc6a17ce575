import type { Queryable } from '@trellis/db';
import type { DefinitionKind } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import { quoteName } from '../storage/names.ts';

/** Everything that a catalog is built from, as one snapshot saw it. */
export interface CatalogRows {
  /** Decimal text of a bigint. */
  readonly version: string;
  readonly apps: readonly {
    readonly key: string;
    readonly document: string;
    readonly version: string;
    readonly template: string | null;
  }[];
  /** Published documents as text. */
  readonly definitions: readonly {
    readonly kind: DefinitionKind;
    readonly app: string;
    readonly key: string;
    readonly document: string;
  }[];
  readonly forms: readonly {
    readonly app: string;
    readonly form: string;
    readonly table: string;
    readonly state: CatalogForm['state'];
  }[];
  /** Live columns. */
  readonly fields: readonly {
    readonly app: string;
    readonly form: string;
    readonly field: string;
    readonly column: string;
  }[];
}

/** Reads the published state of a workspace in one statement, hence in one snapshot. */
export async function readCatalogRows(on: Queryable, schema: string): Promise<CatalogRows> {
  const s = quoteName(schema);
  const list = (columns: string, from: string) =>
    `(select coalesce(json_agg(json_build_object(${columns})), '[]') from ${s}.${from})`;
  const { rows } = await on.query<CatalogRows>(`select
    (select meta_version::text from ${s}.meta) as version,
    ${list(`'key', key, 'document', document, 'version', version, 'template', template`, 'app')} as apps,
    ${list(`'kind', kind, 'app', app, 'key', key, 'document', published`, 'definition where published is not null')}
      as definitions,
    ${list(`'app', app, 'form', form, 'table', table_name, 'state', state`, 'form_storage')} as forms,
    ${list(`'app', app, 'form', form, 'field', field, 'column', column_name`, `field_storage where state = 'live'`)}
      as fields`);
  const [found] = rows;
  if (!found) throw new Error(`no catalog in ${schema}`);
  return found;
}
