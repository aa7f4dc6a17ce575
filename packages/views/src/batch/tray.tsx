import { useQueryClient } from '@tanstack/react-query';
import { Icon, keys, Progress, Sheet, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import './batch.css';
import { useWatched as useWatchedExports } from '../export/watched.ts';
import { useT } from './messages.ts';
import { useAct } from './use-act.tsx';
import { type Batch, useLatestBatches } from './use-batches.ts';
import { dismiss, useWatched, watch } from './watched.ts';
import { useBatchWords } from './words.tsx';

const ExportEntries = lazy(() => import('../export/entries.tsx'));
const Details = lazy(async () => ({ default: (await import('./details.tsx')).BatchDetails }));

/** How long one that went well stays in sight. */
const GONE_MS = 12_000;

/** What is under way in the background, on whatever page one is, and the way back once it is done. */
export function BatchTray() {
  const t = useT();
  const { data } = useLatestBatches();
  const watched = useWatched();
  const exports = useWatchedExports();
  const [looking, setLooking] = useState<Batch>();
  // Those of before a reload come back while they are under way.
  useEffect(() => {
    watch(...(data ?? []).filter(({ state }) => state === 'running').map(({ id }) => id));
  }, [data]);
  const shown = (data ?? []).filter(({ id }) => watched.has(id));
  return (
    <>
      {shown.length + exports.size > 0 ? (
        <section className="v-batch-tray" aria-label={t('tray')}>
          {shown.map((batch) => (
            <Entry key={batch.id} batch={batch} onLook={() => setLooking(batch)} />
          ))}
          {exports.size > 0 ? (
            <Suspense fallback={null}>
              <ExportEntries />
            </Suspense>
          ) : null}
        </section>
      ) : null}
      {looking ? (
        <Sheet
          open
          desk="drawer"
          phone="full"
          width={480}
          title={t('tray')}
          onClose={() => setLooking(undefined)}
        >
          <Suspense fallback={null}>
            <Details
              batch={data?.find(({ id }) => id === looking.id) ?? looking}
              onGo={() => setLooking(undefined)}
            />
          </Suspense>
        </Sheet>
      ) : null}
    </>
  );
}

function Entry({ batch, onLook }: { readonly batch: Batch; readonly onLook: () => void }) {
  const t = useT();
  const { headline, notes, number } = useBatchWords();
  const { id, state, total, done, unchanged, skipped, undoable } = batch;
  const running = state === 'running';
  const passed = done + unchanged + skipped;
  const calm = state === 'done' && notes(batch).length === 0;
  useEnd(batch);
  useEffect(() => {
    if (!calm) return;
    const timer = setTimeout(() => dismiss(id), GONE_MS);
    return () => clearTimeout(timer);
  }, [calm, id]);
  const { busy, act, cancel, undo } = useAct(id);
  return (
    <article className="v-batch-entry" aria-busy={running}>
      <div className="v-batch-line" role="status">
        <Icon name={running ? 'sync' : state === 'done' ? 'success' : 'warning'} />
        <strong className="t-ellipsis" title={headline(batch)}>
          {headline(batch)}
        </strong>
        {running ? null : (
          <Button
            type="text"
            size="small"
            icon={<Icon name="close" />}
            aria-label={t('dismiss')}
            title={t('dismiss')}
            onClick={() => dismiss(id)}
          />
        )}
      </div>
      {running ? (
        <Progress
          size="small"
          showInfo={false}
          strokeColor="var(--t-brand)"
          percent={total === 0 ? 0 : (passed / total) * 100}
          aria-label={headline(batch)}
        />
      ) : null}
      <div className="v-batch-line">
        <span className="v-batch-note t-num">
          {running ? t('progress', { done: number(passed), total: number(total) }) : notes(batch).join(' · ')}
        </span>
        {running ? (
          <Button size="small" type="link" loading={busy} onClick={() => void act(cancel)}>
            {t('stop')}
          </Button>
        ) : null}
        {!running && skipped + batch.kept > 0 ? (
          <Button size="small" type="link" onClick={onLook}>
            {t('details')}
          </Button>
        ) : null}
        {undoable ? (
          <Button size="small" type="link" loading={busy} onClick={() => void act(undo)}>
            {t(batch.op === 'undo' ? 'redo' : 'undo')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}

/** What stands on the screen is fetched again when a batch is done. */
function useEnd({ app, form, state }: Batch): void {
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    void cache.invalidateQueries({ queryKey: keys.form(workspace, `${app}:${form}`) });
    void cache.invalidateQueries({ queryKey: keys.batches(workspace) });
  }, [cache, workspace, app, form, state]);
}
