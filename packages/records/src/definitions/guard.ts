import { AppError } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import type { DefinitionRef } from './ref.ts';

/** Definitions are the administrators' business. Errors: forbidden. */
export function requireAdmin(ctx: Ctx): void {
  if (!ctx.actor.admin) throw new AppError('forbidden');
}

/** A form in the bin is nobody's to design until it is back. Errors: definition_not_found, forbidden. */
export function requireDesigner(ctx: Ctx, { kind, app, key }: DefinitionRef): void {
  requireAdmin(ctx);
  if (kind === 'form' && ctx.catalog.forms.get(`${app}:${key}`)?.state === 'binned')
    throw new AppError('definition_not_found');
}
