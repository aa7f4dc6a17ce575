import { setImmediate } from 'node:timers/promises';
import { SLICE } from '../../write/slices.ts';

/** Steps of a job, each over all its rows. */
export type Step = 'names' | 'read' | 'check' | 'write';

/** Told how many rows of a step are done; throws when the job was cancelled. */
export type Progress = (step: Step, rows: number) => void | Promise<void>;

/** Rows one by one, with a pause for other work and a word on the progress after each slice. */
export async function* paced<T>(rows: AsyncIterable<T>, step: Step, progress: Progress): AsyncGenerator<T> {
  let count = 0;
  for await (const row of rows) {
    yield row;
    if (++count % SLICE !== 0) continue;
    await setImmediate();
    await progress(step, count);
  }
  await progress(step, count);
}
