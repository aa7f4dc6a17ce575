import type { PoolClient } from '@trellis/db';
import { compileForm } from '@trellis/forms/model';
import type { AppBundle } from '@trellis/metadata';
import { contractStorage } from './apply.ts';
import { lanesOf } from './lanes.ts';
import { planStorage } from './plan.ts';
import { readStorage } from './read.ts';
import { reapUnpublished } from './reap.ts';
import { tablesOf } from './tables-of.ts';

/**
 * Takes back what a publish that did not come to flip has done to an app's tables: new tables, and indexes that the
 * published documents do not ask for (a unique one would refuse records that are fine). Added columns stay, binned.
 * The caller holds the publish lock.
 */
export async function tidyStorage(
  client: PoolClient,
  schema: string,
  app: string,
  published: AppBundle | undefined,
): Promise<void> {
  await reapUnpublished(client, schema, app);
  if (!published) return;
  const { forms, relations } = await readStorage(client, schema, app);
  for (const [key, document] of Object.entries(published.forms)) {
    for (const form of tablesOf(compileForm(`${app}:${key}`, document))) {
      const storage = forms.get(form.ref);
      if (!storage) continue;
      const plan = planStorage({ schema, form, lanes: lanesOf(published, key), storage, taken: relations });
      await contractStorage({ client, schema }, plan);
    }
  }
}
