import type { PoolClient } from '@trellis/db';
import { compileForm } from '@trellis/forms/model';
import type { AppBundle } from '@trellis/metadata';
import { buildIndexes, contractStorage } from './apply.ts';
import { lanesOf } from './lanes.ts';
import { planStorage } from './plan.ts';
import { readStorage } from './read.ts';
import { reapUnpublished } from './reap.ts';
import { tablesOf } from './tables-of.ts';

/**
 * Takes back what a publish that did not come to flip has done to an app's tables: new tables, and indexes that the
 * published documents do not ask for (a unique one would refuse records that are fine). Added columns stay, binned. Of a
 * form that lacks the index of a key none goes: an older one may be all that keeps it.
 * The caller holds the publish lock.
 * @param build makes indexes first that this version of the program knows and the tables don't have
 * Errors: those of the first form that it failed for, once the others are done.
 */
export async function tidyStorage(
  client: PoolClient,
  schema: string,
  app: string,
  published: AppBundle | undefined,
  build = false,
): Promise<void> {
  await reapUnpublished(client, schema, app);
  if (!published) return;
  const target = { client, schema };
  const failed: unknown[] = [];
  const { forms, relations } = await readStorage(client, schema, app);
  for (const [key, document] of Object.entries(published.forms)) {
    for (const form of tablesOf(compileForm(`${app}:${key}`, document))) {
      const storage = forms.get(form.ref);
      if (!storage) continue;
      const plan = planStorage({ schema, form, lanes: lanesOf(published, key), storage, taken: relations });
      const lacksKey = plan.expand.some((step) => step.kind === 'create_index' && step.formKey);
      try {
        if (build) await buildIndexes(target, plan);
        if (build || !lacksKey) await contractStorage(target, plan);
      } catch (error) {
        failed.push(error);
      }
    }
  }
  if (failed.length > 0) throw failed[0];
}
