import { EmptyState, Icon, useLocale } from '@trellis/ui/react';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { Errors } from './errors.tsx';
import { useT } from './messages.ts';
import { usePace } from './pace.ts';
import { UndoImport } from './undo-import.tsx';
import type { ImportActions, ImportJob } from './use-import.tsx';

/** The bar of an import under way. */
export function RunStep(props: { readonly job: ImportJob; readonly onCancel: () => void }) {
  const t = useT();
  const { locale } = useLocale();
  const { done, total } = props.job.progress;
  const digits = (value: number) => value.toLocaleString(locale);
  const pace = usePace(done, total);
  return (
    <div className="v-import-narrow">
      <div className="v-import-busy" role="status">
        <strong className="t-num">{t('running', { done: digits(done), total: digits(total) })}</strong>
        <Progress strokeColor="var(--t-brand)" percent={total === 0 ? 0 : Math.round((done / total) * 100)} />
        {pace ? (
          <p className="t-muted t-num">
            {t('pace', { rate: digits(pace.perSecond), seconds: digits(pace.secondsLeft) })}
          </p>
        ) : null}
        <p className="t-muted">{t('runningHint')}</p>
        <Button onClick={props.onCancel}>{t('cancelImport')}</Button>
      </div>
    </div>
  );
}

/** What became of it, and where to go from here. */
export function ResultStep(props: {
  readonly info: FormInfo;
  readonly job: ImportJob;
  readonly actions: ImportActions;
  readonly download: () => void;
  readonly onView: () => void;
  readonly onAgain: () => void;
  /** Back to the mapping, with everything as it was. */
  readonly onChange: () => void;
}) {
  const { job } = props;
  const t = useT();
  const view = (
    <Button type="primary" icon={<Icon name="table" />} onClick={props.onView}>
      {t('viewRecords')}
    </Button>
  );
  const again = <Button onClick={props.onAgain}>{t('again')}</Button>;
  if (job.state === 'cancelled') {
    return <Ending icon="close-circle" title={t('cancelled')} actions={again} />;
  }
  const failed = job.result?.failed ?? 0;
  const list =
    job.result && job.result.errors.length > 0 ? (
      <Errors
        info={props.info}
        job={job}
        found={job.result}
        actions={props.actions}
        download={props.download}
      />
    ) : null;
  if (job.state === 'failed') {
    return (
      <Ending
        icon="warning"
        title={t('failed')}
        text={job.issues?.[0]?.message}
        actions={
          <>
            <Button type="primary" onClick={props.onChange}>
              {t('tryAgain')}
            </Button>
            {again}
          </>
        }
      >
        {list}
      </Ending>
    );
  }
  const { created = 0, updated = 0, unchanged = 0, left = 0, batch } = job.result ?? {};
  const notes = [
    ...(unchanged > 0 ? [t('doneUnchanged', { count: unchanged })] : []),
    ...(left > 0 ? [t('doneLeft', { count: left })] : []),
    ...(failed > 0 ? [t('doneSkipped', { count: failed })] : []),
  ];
  return (
    <Ending
      icon="check-circle"
      title={job.mapping.policy ? t('doneBoth', { created, updated }) : t('done', { count: created })}
      text={notes.length > 0 ? notes.join(' ') : undefined}
      actions={
        <>
          {view}
          {again}
          {batch === undefined ? null : <UndoImport id={batch} />}
        </>
      }
    >
      {list}
    </Ending>
  );
}

function Ending(props: {
  readonly icon: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly actions: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className="v-import-wide" role="status">
      <EmptyState
        icon={props.icon}
        title={props.title}
        {...(props.text === undefined ? {} : { description: props.text })}
        action={props.actions}
      />
      {props.children}
    </div>
  );
}
