import type { Pool, PoolClient } from '@trellis/db';
import type { Catalog } from '../contract.ts';
import { listCollation } from '../query/collation.ts';
import { dropAdvised } from '../storage/advised.ts';
import { quoteName } from '../storage/names.ts';
import { adviceFor, judgedFields } from './advice.ts';
import { planned } from './columns.ts';
import { readShape } from './shape.ts';
import type { AdvisedRow } from './stored.ts';

/**
 * Before a publish: drops the advisor's indexes of an app's forms that they would not get as they will be. A text that may
 * be longer then does not fit into an entry, and would be refused by the database; fields that are gone need none.
 */
export async function dropUnfit(
  pool: Pool,
  client: PoolClient,
  catalog: Catalog,
  app: string,
): Promise<void> {
  const { schema } = catalog.workspace;
  const s = quoteName(schema);
  const { rows } = await client.query<AdvisedRow>(
    `select app, form, name, shape from ${s}.advised_index where app = $1`,
    [app],
  );
  for (const { form: key, name, shape: text } of rows) {
    const form = catalog.forms.get(`${app}:${key}`);
    const here = form && planned(catalog, form);
    const shape = here && readShape(here, text);
    const advice =
      shape &&
      adviceFor({
        ...here,
        shape,
        judged: judgedFields(catalog, here),
        collation: await listCollation(pool),
      });
    if (advice?.name === name) continue;
    await dropAdvised(client, schema, name);
    await client.query(`delete from ${s}.advised_index where name = $1`, [name]);
  }
}
