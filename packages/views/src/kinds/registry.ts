import { type Registry, registry } from '@trellis/metadata';
import { calendar } from './calendar/model.ts';
import type { ViewKind } from './contract.ts';
import { gallery } from './gallery/model.ts';
import { gantt } from './gantt/model.ts';
import { kanban } from './kanban/model.ts';
import { list } from './list/model.ts';
import { table } from './table/model.ts';
import { timeline } from './timeline/model.ts';

/** Every view kind; the first one shows a form that has no saved view. */
export const viewKinds: Registry<ViewKind> = registry([
  table,
  kanban,
  calendar,
  gantt,
  timeline,
  gallery,
  list,
] as unknown as readonly ViewKind[]);
