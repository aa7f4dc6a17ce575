import { Icon, Progress, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useT } from './messages.ts';
import { type Export, useExportActs, useExports } from './use-exports.ts';
import { dismiss, useWatched } from './watched.ts';
import { useFormName } from './words.tsx';

/** The exports that this page began: how far they are, and their files, which come by themselves once they are there. */
export default function ExportEntries() {
  const exports = useExports([...useWatched()]);
  return exports.map((one) => <Entry key={one.id} one={one} />);
}

function Entry({ one }: { readonly one: Export }) {
  const t = useT();
  const { locale } = useLocale();
  const { id, state, done, total, file } = one;
  const form = useFormName()(one);
  const { busy, download, cancel } = useExportActs(id);
  const running = state === 'running';
  const fetched = useRef(false);
  useEffect(() => {
    if (!file || fetched.current) return;
    fetched.current = true;
    void download(file.name);
  }, [file, download]);
  const headline = t(running ? 'running' : state === 'cancelled' ? 'stopped' : state, { form });
  const number = (value: number) => value.toLocaleString(locale);
  return (
    <article className="v-batch-entry" aria-busy={running}>
      <div className="v-batch-line" role="status">
        <Icon name={running ? 'sync' : state === 'done' ? 'success' : 'warning'} />
        <strong className="t-ellipsis" title={headline}>
          {headline}
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
          percent={total ? (done / total) * 100 : 0}
          aria-label={headline}
        />
      ) : null}
      <div className="v-batch-line">
        <span className="v-batch-note t-num">
          {running
            ? total === null
              ? t('waiting')
              : t('progress', { done: number(done), total: number(total) })
            : (one.issue?.message ?? t('records', { count: number(done) }))}
        </span>
        {running ? (
          <Button size="small" type="link" loading={busy} onClick={() => void cancel()}>
            {t('stop')}
          </Button>
        ) : null}
        {file ? (
          <Button size="small" type="link" loading={busy} onClick={() => void download(file.name)}>
            {t('download')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}
