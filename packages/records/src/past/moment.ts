import { normalizeInstant } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';

/** A moment of the past as it is compared with. Errors: query_invalid (bad_moment) at ["asOf"]. */
export function readMoment({ now }: Ctx, text: string): string {
  const at = normalizeInstant(text);
  if (at === null || at === undefined || at > now) {
    throw new AppError('query_invalid', { issues: [{ path: ['asOf'], code: 'bad_moment' }] });
  }
  return at;
}
