import { useQueryClient } from '@tanstack/react-query';
import type { Value } from '@trellis/logic';
import {
  type Accept,
  acceptWarnings,
  formParams,
  keys,
  onlyWarned,
  type RecordData,
  type Reply,
  useAskReason,
  useClient,
  useWorkspace,
} from '@trellis/ui/react';
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

type Outcome = Reply<'updateRecords'>['outcomes'][number];
type Refused = Write & { readonly why: Extract<Outcome, { refused: unknown }>['refused'] };

export interface Written {
  readonly saved: readonly Write[];
  readonly refused: readonly Refused[];
}

/** While it is written: how far it is, and whether to stop. */
interface Watch {
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Changes many records, each by itself: seen at once, taken back where the server refuses. What others changed in other
 * fields of a record meanwhile is no conflict. Of what checks only warn, it is asked once why it goes on.
 */
export function useWrite(form: string) {
  const client = useClient();
  const cache = useQueryClient();
  const ask = useAskReason();
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
    const send = async (writes: readonly Write[], accept: Accept | undefined) => {
      const changes = writes.map(({ record, set }) => ({ id: record.id, version: record.version, set }));
      const body = { changes, ...(accept ? { accept } : {}) };
      return (await client.call('updateRecords', { params, body })).outcomes;
    };
    /** The write on the newest version, where nobody else touched what it changes. */
    const again = ({ record, set }: Write, now: RecordData | undefined): Write | undefined =>
      now && Object.keys(set).every((key) => sameValue(now.values[key], record.values[key]))
        ? { record: now, set }
        : undefined;

    /** Writes all of them, slice by slice. */
    const sendAll = async (
      writes: readonly Write[],
      accept: Accept | undefined,
      { progress, signal }: Watch,
    ): Promise<Written> => {
      const saved: Write[] = [];
      const refused: Refused[] = [];
      for (let start = 0; start < writes.length && !signal?.aborted; start += SLICE) {
        const slice = writes.slice(start, start + SLICE);
        show(
          new Map(
            slice.map(({ record, set }) => [record.id, (one) => ({ values: { ...one.values, ...set } })]),
          ),
        );
        const after = new Map<string, (one: object) => object>();
        const settle = (one: Write, outcome: Outcome | undefined) => {
          if (!outcome) return;
          if ('record' in outcome) {
            saved.push(one);
            after.set(one.record.id, () => outcome.record);
            return;
          }
          refused.push({ ...one, why: outcome.refused });
          after.set(one.record.id, () => outcome.refused.current ?? one.record);
        };
        const outcomes = await send(slice, accept);
        const retried: Write[] = [];
        slice.forEach((one, index) => {
          const outcome = outcomes[index];
          const next = outcome && 'refused' in outcome ? again(one, outcome.refused.current) : undefined;
          if (next) retried.push(next);
          else settle(one, outcome);
        });
        if (retried.length > 0) {
          const second = await send(retried, accept);
          for (const [index, one] of retried.entries()) settle(one, second[index]);
        }
        show(after);
        progress?.(Math.min(writes.length, start + SLICE));
      }
      return { saved, refused };
    };

    return async function write(writes: readonly Write[], on: Watch = {}): Promise<Written> {
      await cache.cancelQueries(lists);
      try {
        let { saved, refused } = await sendAll(writes, undefined, on);
        let accept: Accept | undefined;
        for (;;) {
          const warned = refused.filter(({ why }) => onlyWarned(why.issues));
          const warnings = warned.flatMap(({ why }) => why.issues);
          accept = on.signal?.aborted ? undefined : await acceptWarnings(ask, warnings, accept);
          if (!accept) return { saved, refused };
          const more = await sendAll(warned, accept, on);
          const others = refused.filter(({ why }) => !onlyWarned(why.issues));
          saved = [...saved, ...more.saved];
          refused = [...others, ...more.refused];
        }
      } finally {
        void cache.invalidateQueries({ queryKey: keys.form(workspace, form) });
        void cache.invalidateQueries({ queryKey: keys.reports(workspace) });
      }
    };
  }, [client, cache, ask, workspace, form]);
}
