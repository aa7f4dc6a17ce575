import type { KanbanConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';
import { BoardTools } from './board-tools.tsx';
import { BoardSettings } from './settings.tsx';

export const kanbanFacet: ViewFacet<KanbanConfig> = {
  type: 'kanban',
  uses: ['colors'],
  picks: 'always',
  View: fetched(async () => (await import('./board.tsx')).BoardView),
  Tools: BoardTools,
  Settings: BoardSettings,
};
