import { type Registry, registry } from '@trellis/metadata';
import { calendar } from './calendar/model.ts';
import type { ViewKind } from './contract.ts';
import { kanban } from './kanban/model.ts';
import { table } from './table/model.ts';

/** Every view kind; the first one shows a form that has no saved view. */
export const viewKinds: Registry<ViewKind> = registry([
  table,
  kanban,
  calendar,
] as unknown as readonly ViewKind[]);
