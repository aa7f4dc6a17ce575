import type { PoolClient } from '@trellis/db';
import { ownerOf } from '@trellis/forms/model';
import { MEMBER_TARGET, SYSTEM_FIELDS } from '@trellis/metadata';
import type { Catalog } from '../contract.ts';
import { quoteName } from '../storage/names.ts';

/**
 * Lets the sample members of an app go, whose own tables are gone already: those nobody else's records name are
 * deleted, the others disabled. A member who got a login since is a person like any other.
 */
export async function releaseSampleMembers(client: PoolClient, catalog: Catalog, app: string): Promise<void> {
  const s = quoteName(catalog.workspace.schema);
  const uses = [...catalog.forms.values()]
    .filter((form) => form.app !== app && form.state === 'ok')
    .flatMap((form) => [form, ...form.owned.values()])
    .flatMap((form) => {
      const table = `${s}.${quoteName(form.table)}`;
      const own = [...form.fields.values()].filter((field) => field.target === MEMBER_TARGET);
      const columns = [
        ...own.map((field) => ({ name: form.columns.get(field.key) ?? '', many: field.many })),
        ...(ownerOf(form.ref) ? [] : PEOPLE),
      ];
      if (columns.length === 0) return [];
      const tests = columns.map(({ name, many }) =>
        many ? `m.id = any(r.${quoteName(name)})` : `r.${quoteName(name)} = m.id`,
      );
      return [`exists (select 1 from ${table} r where ${tests.join(' or ')})`];
    });
  const unused = ['m.account_id is null', ...uses.map((use) => `not ${use}`)].join(' and ');
  await client.query(`delete from ${s}.member m where m.sample_of = $1 and ${unused}`, [app]);
  await client.query(
    `update ${s}.member set sample_of = null,
       disabled_at = case when account_id is null then coalesce(disabled_at, now()) else disabled_at end
     where sample_of = $1`,
    [app],
  );
}

/** System fields of records that name members; rows of sub-forms have none. */
const PEOPLE = Object.entries(SYSTEM_FIELDS).flatMap(([name, field]) =>
  'target' in field && field.target === MEMBER_TARGET ? [{ name, many: 'many' in field }] : [],
);
