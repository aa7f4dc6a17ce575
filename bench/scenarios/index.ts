import { deep, list, listIndexed, search } from './lists.ts';
import { aggregate, count, get, totals } from './reads.ts';
import type { Scenario } from './scenario.ts';
import { bulk, create, update } from './writes.ts';

export const SCENARIOS: readonly Scenario[] = [
  get,
  list,
  listIndexed,
  deep,
  count,
  search,
  totals,
  aggregate,
  create,
  update,
  bulk,
];
