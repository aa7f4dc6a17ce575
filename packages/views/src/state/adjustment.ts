import type { ViewAdjustment } from '@trellis/metadata';

/** A change of an adjustment: undefined takes a part back. */
export type AdjustmentChange = { readonly [K in keyof ViewAdjustment]: ViewAdjustment[K] | undefined };

/** An adjustment with a further change; settings of the kind add up. */
export function added(before: ViewAdjustment, change: AdjustmentChange): ViewAdjustment {
  const config = change.config && { ...before.config, ...change.config };
  const next = { ...before, ...change, ...(config ? { config } : {}) };
  return Object.fromEntries(Object.entries(next).filter(([, part]) => part !== undefined));
}
