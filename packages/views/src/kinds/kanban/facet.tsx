import type { KanbanConfig } from '@trellis/metadata';
import { later } from '@trellis/ui/react';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const kanbanFacet: ViewFacet<KanbanConfig> = {
  type: 'kanban',
  uses: ['colors'],
  picks: 'always',
  View: fetched(async () => (await import('./board.tsx')).BoardView),
  Tools: later(async () => (await import('./board-tools.tsx')).BoardTools),
  Settings: later(async () => (await import('./settings.tsx')).BoardSettings),
};
