import { fieldLabel } from '@trellis/forms/react';
import { Icon, useLocale } from '@trellis/ui/react';
import { Alert, Progress } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { ChangeList } from './changes.tsx';
import { Errors } from './errors.tsx';
import { FixList } from './fix-list.tsx';
import { type Mapping, RECORD_ID } from './mapping.ts';
import { useT } from './messages.ts';
import { UnmatchedList } from './unmatched.tsx';
import type { ImportActions, ImportJob } from './use-import.tsx';

type Preview = NonNullable<ImportJob['preview']>;

/** What would become of the rows: how many are right, what has no match, what is wrong, the first ones as they will be. */
export function PreviewStep(props: {
  readonly info: FormInfo;
  readonly job: ImportJob;
  readonly actions: ImportActions;
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
  readonly download: () => void;
}) {
  const { info, job } = props;
  const t = useT();
  const { preview } = job;
  if (!preview || job.state === 'previewing') {
    const { done, total } = job.progress;
    return (
      <div className="v-import-narrow">
        <div className="v-import-busy" role="status">
          <strong>{t('checking')}</strong>
          <Progress
            strokeColor="var(--t-brand)"
            percent={total === 0 ? 0 : Math.round((done / total) * 100)}
          />
        </div>
      </div>
    );
  }
  const conflicts = preview.conflicts ?? 0;
  const left = (preview.plan?.left ?? 0) + (preview.dropped ?? 0);
  const correcting = { mapping: props.mapping, setMapping: props.setMapping };
  return (
    <div className="v-import-wide">
      <div className="v-import-counts">
        {preview.plan ? (
          <>
            <Count tone="good" icon="plus" label={t('countCreated')} value={preview.plan.created} />
            <Count tone="good" icon="edit" label={t('countChanged')} value={preview.plan.changed} />
            <Count icon="check" label={t('countUnchanged')} value={preview.plan.unchanged} />
            <Count tone="bad" icon="warning" label={t('countConflicts')} value={conflicts} />
          </>
        ) : (
          <Count tone="good" icon="check-circle" label={t('countValid')} value={preview.valid} />
        )}
        {left > 0 ? <Count icon="right" label={t('countLeft')} value={left} /> : null}
        <Count tone="bad" icon="close-circle" label={t('countInvalid')} value={preview.invalid - conflicts} />
        <span className="t-muted">{t('countTotal', { count: job.rows })}</span>
      </div>
      {preview.valid === 0 ? <Alert type="warning" showIcon title={t('noneValid')} /> : null}
      {preview.unmatched.length > 0 ? (
        <UnmatchedList
          info={info}
          entries={preview.unmatched}
          mapping={props.mapping}
          setMapping={props.setMapping}
        />
      ) : null}
      {preview.errors.length > 0 ? (
        <Errors
          info={info}
          job={job}
          found={preview}
          actions={props.actions}
          download={props.download}
          correcting={correcting}
        />
      ) : null}
      <FixList info={info} {...correcting} />
      {preview.changes?.length ? <ChangeList info={info} changes={preview.changes} /> : null}
      <Sample info={info} sample={preview.sample} mapping={job.mapping as Mapping} />
    </div>
  );
}

function Count(props: {
  readonly tone?: 'good' | 'bad';
  readonly icon: string;
  readonly label: string;
  readonly value: number;
}) {
  const { locale } = useLocale();
  return (
    <div className="v-import-count" data-tone={props.value > 0 ? props.tone : undefined}>
      <Icon name={props.icon} />
      <strong className="t-num">{props.value.toLocaleString(locale)}</strong>
      <span>{props.label}</span>
    </div>
  );
}

function Sample(props: {
  readonly info: FormInfo;
  readonly sample: Preview['sample'];
  readonly mapping: Mapping;
}) {
  const { info, sample } = props;
  const t = useT();
  const { locale } = useLocale();
  const mapped = new Set(props.mapping.columns.map(({ field }) => field));
  const fields = [...mapped].filter((field) => field !== RECORD_ID);
  return (
    <section className="v-import-section">
      <div className="v-import-section-head">
        <h2>{t('sampleTitle')}</h2>
        <span className="t-muted">{t('sampleText', { count: sample.length })}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className="v-import-scroll" tabIndex={0} aria-label={t('sampleTitle')}>
        <table className="v-import-table">
          <thead>
            <tr>
              <th className="t-num">{t('row')}</th>
              {fields.map((field) => (
                <th key={field}>{fieldLabel(info.form, field, locale)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map(({ row, cells }) => (
              <tr key={row}>
                <td className="t-num">{row}</td>
                {fields.map((field) => (
                  <td key={field}>
                    <span className="v-import-cell">{cells[field] ?? ''}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
