import { fieldLabel } from '@trellis/forms/react';
import { ApiError, Icon, useLocale } from '@trellis/ui/react';
import { Alert, Button, Progress } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { importFields, RECORD_ID } from './mapping.ts';
import { useT } from './messages.ts';
import type { ImportActions, ImportJob } from './use-import.tsx';

const MAX_BYTES = 50 * 1024 * 1024;

interface Sending {
  readonly name: string;
  /** 0 to 1; 1 = the server is reading. */
  readonly part: number;
  readonly abort: AbortController;
}

/** Takes a file by drag, click or keyboard. */
export function UploadStep(props: {
  readonly info: FormInfo;
  readonly actions: ImportActions;
  readonly onUploaded: (job: ImportJob) => void;
}) {
  const t = useT();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<Sending>();
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  const send = async (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (!file || sending) return;
    if (files.length > 1) return setProblem(t('oneFile'));
    if (file.size > MAX_BYTES) return setProblem(t('tooLarge'));
    setProblem(undefined);
    const abort = new AbortController();
    setSending({ name: file.name, part: 0, abort });
    try {
      const progress = (sent: number, total: number) =>
        setSending({ name: file.name, part: total === 0 ? 1 : sent / total, abort });
      props.onUploaded(await props.actions.upload(file, progress, abort.signal));
    } catch (error) {
      if (!abort.signal.aborted) setProblem(reasonOf(error));
    } finally {
      setSending(undefined);
      // The same file again is a change too.
      if (input.current) input.current.value = '';
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files);
  };

  return (
    <div className="v-import-narrow">
      {sending ? (
        <div className="v-import-busy" role="status">
          <Icon name="file-text" className="v-import-drop-icon" />
          <strong>{sending.part < 1 ? t('sending', { name: sending.name }) : t('reading')}</strong>
          <Progress
            strokeColor="var(--t-brand)"
            percent={Math.round(sending.part * 100)}
            showInfo={sending.part < 1}
          />
          <Button onClick={() => sending.abort.abort()}>{t('cancel')}</Button>
        </div>
      ) : (
        <label
          className="v-import-drop"
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <input
            ref={input}
            className="t-sr-only"
            type="file"
            accept=".csv,.tsv,.txt,.xlsx"
            onChange={(event) => void send(event.target.files)}
          />
          <Icon name="upload" className="v-import-drop-icon" />
          <strong>{t('drop')}</strong>
          <span className="t-muted">{t('dropHint')}</span>
        </label>
      )}
      {problem ? <Alert type="error" showIcon title={problem} /> : null}
      <Tips info={props.info} />
    </div>
  );
}

/** The title says what kind of mistake it is, the issue which. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error);
  const first = error.issues[0]?.message;
  return first ?? error.title;
}

function Tips({ info }: { readonly info: FormInfo }) {
  const t = useT();
  const { locale, text } = useLocale();
  const template = () => {
    // Who fills in an empty sheet has no ids.
    const names = importFields(info).flatMap(({ key }) =>
      key === RECORD_ID ? [] : [fieldLabel(info.form, key, locale)],
    );
    const line = names
      .map((name) => (/[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
      .join(',');
    const url = URL.createObjectURL(new Blob([`\ufeff${line}\r\n`], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${text(info.label)}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <section className="v-import-tips">
      <h2>{t('tipsTitle')}</h2>
      <ul>
        <li>{t('tipHeader')}</li>
        <li>{t('tipRefs')}</li>
        <li>{t('tipSafe')}</li>
      </ul>
      <Button icon={<Icon name="download" />} onClick={template}>
        {t('template')}
      </Button>
    </section>
  );
}
