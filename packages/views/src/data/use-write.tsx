import { useQueryClient } from '@tanstack/react-query';
import type { Value } from '@trellis/logic';
import { formParams, keys, type RecordData, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { sameValue } from '../record/merge.ts';
import { patchRecord } from './patch.ts';

/** Records per request: small enough that progress is seen and that cancelling soon takes effect. */
const SLICE = 50;

/** A change of one record among many, on the record as it was read. */
export interface Write {
  readonly record: RecordData;
  readonly set: Readonly<Record<string, Value>>;
}

type Refusal = Extract<Reply<'updateRecords'>['outcomes'][number], { refused: unknown }>['refused'];

export interface Written {
  readonly saved: readonly Write[];
  readonly refused: readonly (Write & { readonly why: Refusal })[];
}

/**
 * Changes many records, each by itself: seen at once, taken back where the server refuses. What others changed in other
 * fields of a record meanwhile is no conflict.
 */
export function useWrite(form: string) {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  return useMemo(() => {
    const lists = { queryKey: keys.lists(workspace, form) };
    const params = formParams(workspace, form);
    const show = (changes: ReadonlyMap<string, (one: { values: RecordData['values'] }) => object>) =>
      cache.setQueriesData(lists, (data: unknown) => {
        let next = data;
        for (const [id, change] of changes)
          next = patchRecord(next, id, (one) => ({ ...one, ...change(one) }));
        return next;
      });
    const send = async (writes: readonly Write[]) => {
      const changes = writes.map(({ record, set }) => ({ id: record.id, version: record.version, set }));
      return (await client.call('updateRecords', { params, body: { changes } })).outcomes;
    };
    /** The write on the newest version, where nobody else touched what it changes. */
    const again = ({ record, set }: Write, now: RecordData | undefined): Write | undefined =>
      now && Object.keys(set).every((key) => sameValue(now.values[key], record.values[key]))
        ? { record: now, set }
        : undefined;

    return async function write(
      writes: readonly Write[],
      on: { readonly progress?: (done: number) => void; readonly signal?: AbortSignal } = {},
    ): Promise<Written> {
      const saved: Write[] = [];
      const refused: (Write & { why: Refusal })[] = [];
      await cache.cancelQueries(lists);
      try {
        for (let start = 0; start < writes.length && !on.signal?.aborted; start += SLICE) {
          const slice = writes.slice(start, start + SLICE);
          show(
            new Map(
              slice.map(({ record, set }) => [record.id, (one) => ({ values: { ...one.values, ...set } })]),
            ),
          );
          const after = new Map<string, (one: object) => object>();
          const settle = (one: Write, outcome: Reply<'updateRecords'>['outcomes'][number] | undefined) => {
            if (!outcome) return;
            if ('record' in outcome) {
              saved.push(one);
              after.set(one.record.id, () => outcome.record);
              return;
            }
            refused.push({ ...one, why: outcome.refused });
            after.set(one.record.id, () => outcome.refused.current ?? one.record);
          };
          const outcomes = await send(slice);
          const retried: Write[] = [];
          slice.forEach((one, index) => {
            const outcome = outcomes[index];
            const next = outcome && 'refused' in outcome ? again(one, outcome.refused.current) : undefined;
            if (next) retried.push(next);
            else settle(one, outcome);
          });
          if (retried.length > 0) {
            const second = await send(retried);
            for (const [index, one] of retried.entries()) settle(one, second[index]);
          }
          show(after);
          on.progress?.(Math.min(writes.length, start + SLICE));
        }
      } finally {
        void cache.invalidateQueries({ queryKey: keys.form(workspace, form) });
        void cache.invalidateQueries({ queryKey: keys.reports(workspace) });
      }
      return { saved, refused };
    };
  }, [client, cache, workspace, form]);
}
