import type { Queryable } from '@trellis/db';
import { quoteName } from '../../storage/names.ts';

/** Kind of the outbox event that says how far the conversion of a form's values is. */
const CONVERSION_EVENT = 'conversion';

/** Tells those who look at the form ("app:form") how many of its records are converted. */
export async function announceConversion(
  on: Queryable,
  schema: string,
  progress: { readonly form: string; readonly done: number; readonly total: number },
): Promise<void> {
  await on.query(`insert into ${quoteName(schema)}.outbox (kind, payload) values ($1, $2)`, [
    CONVERSION_EVENT,
    JSON.stringify(progress),
  ]);
}
