import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { issueMessage } from '@trellis/metadata';
import {
  ApiError,
  keys,
  type LaneQuery,
  type ListQuery,
  type RecordData,
  type RecordPage,
  useLocale,
  useSaveRecord,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { App, Button } from 'antd';
import { useCallback, useRef } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { withoutRecord, withRecord } from '../../data/patch.ts';
import { refusalOf } from '../../drafts/api.ts';
import { useDrafts } from '../../drafts/provider.tsx';
import { useT } from '../../messages.ts';
import { type Group, moveBetween } from './lanes.ts';
import type { MissingValues } from './missing-dialog.tsx';

type Pages = InfiniteData<RecordPage>;

/**
 * Moves a card to another lane: on the screen at once, then on the server, and back with the reason when refused.
 * Where the new stage asks for more, it offers to fill that in: the record opens with the new stage as a draft.
 */
export function useMoveCard(board: {
  readonly info: FormInfo;
  /** Key of the lane field. */
  readonly lane: string;
  readonly sum: string | undefined;
  readonly groupQuery: LaneQuery;
  readonly bodyOf: (lane: string | null) => ListQuery;
  readonly laneName: (lane: string | null) => string;
  readonly openRecord: (id: string) => void;
  /** Asks for what a move lacks. */
  readonly onMissing: (missing: MissingValues) => void;
}): (card: string, from: string | null, to: string | null) => Promise<void> {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  const label = useFieldLabel(board.info.form);
  const { message } = App.useApp();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const drafts = useDrafts();
  const form = board.info.form.ref;
  const { mutateAsync } = useSaveRecord(form);
  /** Version that the last move of a card led to, by card; undefined where it was refused. */
  const moved = useRef(new Map<string, Promise<number | undefined>>());

  return useCallback(
    async (card, from, to) => {
      const fromKey = keys.pages(workspace, form, board.bodyOf(from));
      const toKey = keys.pages(workspace, form, board.bodyOf(to));
      const groupKey = keys.lanes(workspace, form, board.groupQuery);
      await cache.cancelQueries({ queryKey: keys.lists(workspace, form) });
      const before = [fromKey, toKey, groupKey].map((key) => [key, cache.getQueryData(key)] as const);
      const record = cache
        .getQueryData<Pages>(fromKey)
        ?.pages.flatMap((page): readonly RecordData[] => page.records)
        .find((one) => one.id === card);
      if (!record) return;

      const set = { [board.lane]: to };
      const field = board.info.form.fields.get(board.lane);
      const refused = field?.type.step?.(from, to, field.config);
      if (refused) {
        message.error(issueMessage(refused, locale));
        return;
      }
      const amount = board.sum ? ((record.values[board.sum] as string | null | undefined) ?? null) : null;
      cache.setQueryData<Pages>(fromKey, (data) => withoutRecord(data, card));
      cache.setQueryData<Pages>(toKey, (data) =>
        withRecord(data, { ...record, values: { ...record.values, ...set } }),
      );
      cache.setQueryData<readonly Group[]>(groupKey, (data) => data && moveBetween(data, from, to, amount));
      // A card that is moved again before its list was read again builds on its own last move, not on the list's version.
      const last = moved.current.get(card);
      const saving = (async () => {
        const version = Math.max(record.version, (await last) ?? 0);
        return (await mutateAsync({ id: card, version, set })).version;
      })();
      moved.current.set(
        card,
        saving.catch(() => undefined),
      );
      try {
        await saving;
      } catch (error) {
        for (const [key, data] of before) cache.setQueryData(key, data);
        void cache.invalidateQueries({ queryKey: keys.lists(workspace, form) });
        const missing =
          error instanceof ApiError && error.code === 'validation_failed' ? error.issues[0] : undefined;
        if (!missing) {
          toast.error(error);
          return;
        }
        const key = `move-${card}`;
        const labelOf = (field: unknown) =>
          typeof field === 'string' && board.info.form.fields.has(field) ? `${label(field)}: ` : '';
        const openRecord = () => {
          const { version } = record;
          drafts.write({ id: card, form, version, set, kept: false, refused: refusalOf(error) });
          board.openRecord(card);
        };
        const issues = error instanceof ApiError ? error.issues : [];
        const lacking = issues.flatMap(({ code, path }) => {
          const name = String(path.find((step) => step !== 'set') ?? '');
          return code === 'required' && board.info.form.fields.has(name) ? [name] : [];
        });
        if (lacking.length === issues.length) {
          board.onMissing({
            lane: board.laneName(to),
            fields: lacking,
            openRecord,
            save: async (values) => {
              const version = Math.max(record.version, (await moved.current.get(card)) ?? 0);
              const next = mutateAsync({ id: card, version, set: { ...set, ...values } });
              moved.current.set(
                card,
                next.then(
                  (saved) => saved.version,
                  () => undefined,
                ),
              );
              await next;
              void cache.invalidateQueries({ queryKey: keys.lists(workspace, form) });
            },
          });
          return;
        }
        const fillIn = () => {
          message.destroy(key);
          openRecord();
        };
        void message.open({
          key,
          type: 'error',
          duration: 8,
          content: (
            <>
              {t('moveFailed', { lane: board.laneName(to) })}
              {missing.message ? ` · ${labelOf(missing.path[0])}${missing.message}` : null}
              <Button type="link" size="small" onClick={fillIn}>
                {t('fillIn')}
              </Button>
            </>
          ),
        });
      }
    },
    [board, cache, drafts, form, label, locale, message, mutateAsync, t, toast, workspace],
  );
}
