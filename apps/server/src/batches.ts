import { addJob } from '@trellis/db';
import { BATCH_JOB, runBatches, type Workspace } from '@trellis/records/server';
import type { Services } from './services.ts';

/** How long one job goes on before it lets another workspace have its turn. */
const TURN_MS = 20_000;

/** Works on the batches of a workspace for a while, and comes back for the rest. */
export async function workOnBatches(
  { pool, log, keys, catalogs }: Services,
  workspace: Workspace,
  isStopping: () => boolean,
): Promise<void> {
  const end = Date.now() + TURN_MS;
  const done = await runBatches(
    { pool, log, keys },
    { current: () => catalogs.get(workspace), goOn: () => !isStopping() && Date.now() < end },
  );
  if (done) return;
  const { schema } = workspace;
  const queueName = `${BATCH_JOB} ${schema}`;
  await addJob(pool, BATCH_JOB, { schema }, { jobKey: queueName, queueName });
}
