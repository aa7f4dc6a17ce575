import { AppError } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';

/** Definitions are the administrators' business. Errors: forbidden. */
export function requireAdmin(ctx: Ctx): void {
  if (!ctx.actor.admin) throw new AppError('forbidden');
}
