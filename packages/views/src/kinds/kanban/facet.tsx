import type { KanbanConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { Board } from './board.tsx';

export const kanbanFacet: ViewFacet<KanbanConfig> = { type: 'kanban', View: Board };
