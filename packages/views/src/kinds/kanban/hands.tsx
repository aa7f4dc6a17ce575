import type { CompiledForm } from '@trellis/forms/model';
import type { Sort } from '@trellis/metadata';
import type { ListQuery } from '@trellis/ui/react';
import { createContext, type ReactNode, useContext } from 'react';
import type { Tick } from '../../batch/tickable.tsx';
import type { Lane } from './lanes.ts';
import type { Card, Place } from './moves.ts';
import type { Move } from './overlay.ts';

/** A lane or a row, as it is called. */
export interface NamedLane extends Lane {
  readonly id: string;
  readonly name: string;
  /** Formatted sum. */
  readonly total: string | undefined;
  readonly limit: number | undefined;
  readonly folded: boolean;
}

/** What the parts of a board share. */
export interface Board {
  readonly form: CompiledForm;
  readonly sort: readonly Sort[];
  readonly moves: readonly Move[];
  readonly bodyOf: (place: Place) => ListQuery;
  /** Cards of a place; undefined where that is not known. */
  readonly countAt: (place: Place) => number | undefined;
  /** Cards can be moved at all. */
  readonly movable: boolean;
  /** What is being carried. */
  readonly lifted: readonly Card[];
  readonly tickOf: (card: Card) => Tick;
  readonly onSelect: (card: Card) => void;
  /** Why what is carried can't go there. */
  readonly against: (place: Place) => string | undefined;
  /** Asks where to move a card. */
  readonly onAsk: (card: Card) => void;
  /** Keeps what was drawn, so that it is known when it is carried. */
  readonly onDrawn: (card: Card) => void;
  readonly titleOf: (card: Card) => string;
  readonly drawn: (card: Card) => ReactNode;
  /** Makes a record there; undefined where that can't be. */
  readonly adderAt: (place: Place) => (() => void) | undefined;
  readonly fold: (lane: NamedLane, of: 'lane' | 'swim') => void;
  /** Moves a lane among the others; absent where the view may not be changed. */
  readonly put?: ((lane: NamedLane, by: number) => void) | undefined;
}

const Context = createContext<Board | undefined>(undefined);
export const BoardProvider = Context.Provider;

export function useBoard(): Board {
  const board = useContext(Context);
  if (!board) throw new Error('Not on a board');
  return board;
}
