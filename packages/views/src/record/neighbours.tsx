import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { formParams, Icon, keys, useClient, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useT } from './messages.ts';
import type { OpenedFrom } from './opened-from.tsx';

type Way = 'previous' | 'next';

/** A neighbour stays as it was fetched for this long. */
const FRESH_MS = 30_000;

/** The records beside one in the list that it was opened from, made ready to be shown. */
function useNeighbours(form: string, id: string, from: OpenedFrom) {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  const { query, group } = from;
  const body = { ...query, group: [...group] };
  const found = useQuery({
    queryKey: keys.neighbours(workspace, form, id, body),
    queryFn: ({ signal }) =>
      client.call('recordNeighbours', { params: { ...formParams(workspace, form), id }, body, signal }),
    placeholderData: keepPreviousData,
    // A list that can't be asked for any more has no neighbours.
    retry: false,
  });
  const { previous, next } = found.data ?? {};
  useEffect(() => {
    for (const one of [next, previous]) {
      if (!one) continue;
      void cache.prefetchQuery({
        queryKey: keys.record(workspace, form, one),
        queryFn: ({ signal }) =>
          client.call('getRecord', { params: { ...formParams(workspace, form), id: one }, signal }),
        staleTime: FRESH_MS,
      });
    }
  }, [cache, client, workspace, form, previous, next]);
  return found;
}

/** Goes through the list that a record was opened from: by buttons, and by Alt with the arrows. */
export function Neighbours(props: {
  readonly form: string;
  readonly id: string;
  readonly from: OpenedFrom;
  readonly onGo: (id: string) => void;
}) {
  const t = useT();
  const { data, error, isPlaceholderData } = useNeighbours(props.form, props.id, props.from);
  const known = data !== undefined && !isPlaceholderData;
  const [asked, setAsked] = useState<Way>();
  const go = (way: Way) => {
    // What is there still belongs to the record before: one goes on when it is known where to.
    setAsked(known ? undefined : way);
    const id = data?.[way];
    if (known && id) props.onGo(id);
  };
  const onKnown = useEffectEvent(() => {
    if (asked) go(asked);
  });
  useEffect(() => {
    if (known) onKnown();
  }, [known]);
  useArrows(go);
  if (error && !data) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no meaning
    <div className="v-neighbours" role="group" aria-label={t('neighbours')}>
      <Button
        type="text"
        icon={<Icon name="up" />}
        disabled={!data?.previous}
        aria-label={t('previous')}
        title={t('previousKey')}
        onClick={() => go('previous')}
      />
      <Button
        type="text"
        icon={<Icon name="down" />}
        disabled={!data?.next}
        aria-label={t('next')}
        title={t('nextKey')}
        onClick={() => go('next')}
      />
      {data?.position ? (
        <span className="v-neighbours-place t-num" aria-live="polite">
          {data.position} /{' '}
          {data.total.kind === 'exact' ? data.total.value : t('about', { count: data.total.value })}
        </span>
      ) : null}
    </div>
  );
}

/** Alt with an arrow, wherever one types; not in what lies over the record. */
function useArrows(go: (way: Way) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const way = event.key === 'ArrowUp' ? 'previous' : event.key === 'ArrowDown' ? 'next' : undefined;
    if (!way || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const over = event.target instanceof Element ? event.target.closest('[role="dialog"]') : null;
    if (over && !over.querySelector('.v-record')) return;
    // Before a number field takes it for a step.
    event.preventDefault();
    event.stopPropagation();
    go(way);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
