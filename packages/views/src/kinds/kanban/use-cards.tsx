import { useRecordPages } from '@trellis/ui/react';
import { useMemo } from 'react';
import { useBoard } from './hands.tsx';
import type { Card, Place } from './moves.ts';
import { placeId } from './moves.ts';
import { withMoves } from './overlay.ts';

/** The cards of a place, as far as they were fetched, with the moves on their way. */
export function useCards(place: Place) {
  const { form, bodyOf, moves, sort } = useBoard();
  const list = useRecordPages(form.ref, bodyOf(place));
  const id = placeId(place);
  const { data } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id says the place
  const cards = useMemo(() => {
    const rows =
      data?.pages.flatMap(({ records, refs }) => records.map((record) => ({ record, refs }))) ?? [];
    return withMoves(rows, moves, place, sort, form).map((row): Card => ({ ...row, place }));
  }, [data, moves, id, sort, form]);
  return {
    cards,
    pending: list.isPending,
    error: data ? null : list.error,
    retry: () => void list.refetch(),
    more: list.hasNextPage,
    loading: list.isFetchingNextPage,
    stopped: list.isFetchNextPageError,
    load: () => void list.fetchNextPage(),
  };
}
