import { setTimeout as wait } from 'node:timers/promises';
import type { Ctx, Imports } from '../server.ts';
import type { ImportBody } from '../transfer/job/body.ts';

/** Waits for an import to come to rest. */
export async function settled(
  imports: Imports,
  ctx: Ctx,
  form: string,
  job: ImportBody,
): Promise<ImportBody> {
  let current = job;
  while (current.state === 'previewing' || current.state === 'running') {
    await wait(20);
    current = await imports.get(ctx, form, job.id);
  }
  return current;
}
