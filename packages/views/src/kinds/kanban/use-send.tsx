import { useQueryClient } from '@tanstack/react-query';
import { ApiError, keys, type RecordData, type Reply, useSaveRecord, useWorkspace } from '@trellis/ui/react';
import { useCallback, useRef, useState } from 'react';
import { type Card, type Change, changed, isSamePlace, type Layout, type Place, placeIn } from './moves.ts';
import { countedAfter, type Move } from './overlay.ts';
import type { Count } from './use-groups.tsx';

type Groups = Reply<'groupRecords'>;

/** A card, what is written to it, and where that takes it. */
export interface Sent {
  readonly card: Card;
  readonly change: Change;
  readonly to: Place;
  /** Values that the move could not go without. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** How one of several moves went. */
export type Outcome = Sent & ({ readonly saved: RecordData } | { readonly error: unknown });

/** Moves that are on the screen before the server has them, and how they get there. */
export function useSend(board: {
  readonly form: string;
  readonly layout: Layout | undefined;
  readonly counts: readonly Count[];
  readonly sum: string | undefined;
}): readonly [moves: readonly Move[], send: (all: readonly Sent[]) => Promise<readonly Outcome[]>] {
  const { form, layout, counts, sum } = board;
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const { mutateAsync } = useSaveRecord(form);
  const [moves, setMoves] = useState<readonly Move[]>([]);
  /** Version that the last move of a card led to, by card; undefined where it was refused. */
  const versions = useRef(new Map<string, Promise<number | undefined>>());

  const save = useCallback(
    ({ card, change, more }: Sent): Promise<RecordData> => {
      const { id } = card.record;
      const last = versions.current.get(id);
      const { set, ...owner } = change;
      const write = (version: number) => mutateAsync({ id, version, set: { ...set, ...more }, ...owner });
      const saving = (async () => {
        // A card that is moved again before it was read again builds on its own last move.
        const version = Math.max(card.record.version, (await last) ?? 0);
        try {
          return await write(version);
        } catch (error) {
          const now = currentOf(error);
          // What others changed elsewhere in the record is no reason to refuse; where they moved it themselves, it is.
          if (!now || !layout || !isSamePlace(placeIn(layout, now), card.place)) throw error;
          return write(now.version);
        }
      })();
      versions.current.set(
        id,
        saving.then(
          ({ version }) => version,
          () => undefined,
        ),
      );
      return saving;
    },
    [mutateAsync, layout],
  );

  const send = useCallback(
    async (all: readonly Sent[]): Promise<readonly Outcome[]> => {
      const lists = { queryKey: keys.lists(workspace, form) };
      const shown = all.map(
        ({ card, change, to }): Move => ({
          record: changed(card.record, change),
          refs: card.refs,
          from: card.place,
          to,
          uncounted: true,
        }),
      );
      const drop = (one: Move) => setMoves((before) => before.filter((move) => move !== one));
      setMoves((before) => [...before, ...shown]);
      const outcomes: Outcome[] = [];
      for (const [index, sent] of all.entries()) {
        const move = shown[index] as Move;
        try {
          const saved = await save(sent);
          for (const { by, body } of counts)
            cache.setQueryData<Groups>(
              keys.groups(workspace, form, body),
              (data) => data && countedAfter(data, by, move, sum),
            );
          const settled: Move = { ...move, record: saved, uncounted: false };
          setMoves((before) => before.map((one) => (one === move ? settled : one)));
          // The saving asks all lists again; until they have answered the move lies over them.
          void cache.invalidateQueries(lists, { cancelRefetch: false }).finally(() => drop(settled));
          outcomes.push({ ...sent, saved });
        } catch (error) {
          drop(move);
          void cache.invalidateQueries(lists);
          outcomes.push({ ...sent, error });
        }
      }
      return outcomes;
    },
    [cache, counts, form, save, sum, workspace],
  );
  return [moves, send];
}

/** The record as it is now, of a refusal because somebody else changed it. */
function currentOf(error: unknown): RecordData | undefined {
  if (!(error instanceof ApiError) || error.code !== 'version_conflict') return undefined;
  return error.details.current as RecordData | undefined;
}
