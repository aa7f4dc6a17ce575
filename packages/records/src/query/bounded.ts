import type { Ctx } from '../contract.ts';

/**
 * The same request for a question that may ask for too much (lists, groups, reports): on connections of their own, so
 * that such questions keep no save waiting, and ended by the server after a while (query_too_slow).
 */
export const bounded = (ctx: Ctx): Ctx => (ctx.reads ? { ...ctx, pool: ctx.reads } : ctx);
