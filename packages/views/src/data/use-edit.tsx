import { useQueryClient } from '@tanstack/react-query';
import type { SystemField } from '@trellis/metadata';
import { keys, type RecordData, useSaveRecord, useWorkspace } from '@trellis/ui/react';
import { useCallback, useRef } from 'react';
import { patchRecord } from './patch.ts';

type Shown = Pick<RecordData, 'id' | 'values' | 'meta'>;

const OWNER = '_owner_id' satisfies SystemField;

/**
 * Changes values of a record that a list shows, its owner by the system field's name: seen at once, taken back when the
 * server refuses. Answers the saved record, or rejects with the server's error.
 */
export function useOptimisticEdit(
  form: string,
): (record: RecordData, set: Readonly<Record<string, unknown>>) => Promise<RecordData> {
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const { mutateAsync } = useSaveRecord(form);
  /** Version that the last change of a record led to, by record; undefined where it was refused. */
  const versions = useRef(new Map<string, Promise<number | undefined>>());
  return useCallback(
    async (record, change) => {
      const { [OWNER]: given, ...set } = change;
      const owner = given as string | null | undefined;
      const lists = { queryKey: keys.lists(workspace, form) };
      // An answer under way was asked for before the change and would undo it on the screen.
      await cache.cancelQueries(lists);
      const show = (next: (one: Shown) => object) =>
        cache.setQueriesData(lists, (data: unknown) =>
          patchRecord(data, record.id, (one) => ({ ...one, ...next(one as Shown) })),
        );
      show((one) => ({
        values: { ...one.values, ...set },
        ...(owner === undefined ? {} : { meta: { ...one.meta, owner } }),
      }));
      // What is changed again before its list was read again builds on its own last change, not on the list's version.
      const last = versions.current.get(record.id);
      const saving = (async () => {
        const version = Math.max(record.version, (await last) ?? 0);
        return mutateAsync({ id: record.id, version, set, ...(owner === undefined ? {} : { owner }) });
      })();
      versions.current.set(
        record.id,
        saving.then(
          ({ version }) => version,
          () => undefined,
        ),
      );
      try {
        const saved = await saving;
        show(() => saved);
        return saved;
      } catch (error) {
        show(() => ({ values: record.values, meta: record.meta }));
        void cache.invalidateQueries(lists);
        throw error;
      }
    },
    [cache, workspace, form, mutateAsync],
  );
}
