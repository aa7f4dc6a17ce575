import type { Ctx } from '../contract.ts';
import type { VisibleCatalog } from '../types.ts';

/** Documents that the member may see, forms pruned to the visible fields. */
export function visibleCatalog(_ctx: Ctx): VisibleCatalog {
  throw new Error('in progress');
}
