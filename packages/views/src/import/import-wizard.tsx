import {
  ApiError,
  ErrorState,
  Icon,
  PageHeader,
  SkeletonRows,
  useIsPhone,
  useLocale,
  useToast,
} from '@trellis/ui/react';
import { Button, Steps } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';
import './import.css';
import { type Mapping, obstacle, sameMapping } from './mapping.ts';
import { MappingStep } from './mapping-step.tsx';
import { useT } from './messages.ts';
import { ResultStep, RunStep } from './outcome-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { SheetList } from './sheet-list.tsx';
import { UploadStep } from './upload-step.tsx';
import { type ImportJob, useImport } from './use-import.tsx';
import { WarnedRows } from './warned-rows.tsx';

const STEPS = ['upload', 'map', 'check', 'run', 'result'] as const;
type Step = (typeof STEPS)[number];

/**
 * Import of a file into a form: upload, fields, preview, import, result. The address keeps the import's id, so that a
 * reload or a link comes back to it.
 */
export function ImportWizard({ info }: { readonly info: FormInfo }) {
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const { search, setSearch, go } = useNavigation();
  const id = search.job;
  const actions = useImport(info, id);
  const { job } = actions;
  const list = () => go({ kind: 'form', app: form.app, form: form.key });
  const open = (next: ImportJob) => setSearch({ job: next.id });

  const body = (): ReactNode => {
    if (id === undefined) {
      return (
        <Frame step="upload">
          <UploadStep info={info} actions={actions} onUploaded={open} />
        </Frame>
      );
    }
    if (job)
      return (
        <Job
          key={job.id}
          info={info}
          job={job}
          actions={actions}
          onList={list}
          onAgain={() => setSearch({})}
        />
      );
    if (!actions.error) {
      return (
        <Frame step="map">
          <SkeletonRows />
        </Frame>
      );
    }
    const gone = actions.error instanceof ApiError && actions.error.status === 404;
    return (
      <ErrorState
        error={actions.error}
        {...(gone ? {} : { onRetry: actions.retry })}
        action={<Button onClick={() => setSearch({})}>{t('again')}</Button>}
      />
    );
  };
  return (
    <div className="v-import">
      <PageHeader
        icon={
          <Button
            type="text"
            icon={<Icon name="arrow-left" />}
            aria-label={t('back')}
            title={t('back')}
            onClick={list}
          />
        }
        title={t('title', { form: text(info.label) })}
      />
      {body()}
    </div>
  );
}

function Job(props: {
  readonly info: FormInfo;
  readonly job: ImportJob;
  readonly actions: ReturnType<typeof useImport>;
  readonly onList: () => void;
  readonly onAgain: () => void;
}) {
  const { info, job, actions } = props;
  const t = useT();
  const toast = useToast();
  const [mapping, setMapping] = useState(job.mapping as Mapping);
  // Between mapping and preview people go back and forth; the later steps follow from the import's state.
  const [matching, setMatching] = useState(job.state === 'uploaded');
  const [picking, setPicking] = useState(job.sheets !== undefined && job.state === 'uploaded');
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<string>();
  const changed = !sameMapping(mapping, job.mapping as Mapping);
  useEffect(() => {
    if (job.state === 'running') setMatching(false);
  }, [job.state]);

  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast.error(error);
      // It may have come to its end meanwhile.
      actions.retry();
    } finally {
      setBusy(false);
    }
  };
  const check = () =>
    attempt(async () => {
      // It says now which rows the answers to mistakes were for.
      setMapping((await actions.preview(mapping)).mapping as Mapping);
      setMatching(false);
    });
  const choose = (sheet: number) =>
    attempt(async () => {
      if (sheet !== job.sheet) setMapping((await actions.choose(sheet)).mapping as Mapping);
      setPicking(false);
    });
  const download = () => void attempt(actions.downloadErrors);
  const cancel = () => void attempt(actions.cancel);

  if (job.state === 'running') {
    return (
      <Frame step="run">
        <RunStep job={job} onCancel={cancel} />
      </Frame>
    );
  }
  const again = () => void attempt(actions.cancel).then(props.onAgain);
  if (matching && picking) {
    return <SheetStep job={job} busy={busy} onPrevious={again} onChoose={(sheet) => void choose(sheet)} />;
  }
  if (matching) {
    return (
      <Frame
        step="map"
        footer={
          <>
            <Button onClick={job.sheets ? () => setPicking(true) : again} disabled={busy}>
              {t('previous')}
            </Button>
            <Button
              type="primary"
              loading={busy}
              disabled={obstacle(mapping) !== undefined}
              onClick={() => void check()}
            >
              {t('next')}
            </Button>
          </>
        }
      >
        <MappingStep info={info} job={job} mapping={mapping} setMapping={setMapping} />
      </Frame>
    );
  }
  if (job.state !== 'previewing' && job.state !== 'previewed') {
    return (
      <Frame step="result">
        <ResultStep
          info={info}
          job={job}
          actions={actions}
          download={download}
          onView={props.onList}
          onAgain={props.onAgain}
          onChange={() => setMatching(true)}
        />
      </Frame>
    );
  }
  const { valid = 0, invalid = 0, warned = 0, plan } = job.preview ?? {};
  const taken = reason === undefined ? 0 : warned;
  const right = plan ? plan.created + plan.changed : valid;
  const [count, skip] = [right + taken, invalid - taken];
  const start = skip > 0 ? t('startSkip', { count, skip }) : t('start', { count });
  const checking = job.state === 'previewing';
  return (
    <Frame
      step="check"
      footer={
        <>
          <Button disabled={checking || busy} onClick={() => setMatching(true)}>
            {t('previous')}
          </Button>
          {changed ? (
            <Button type="primary" loading={busy || checking} onClick={() => void check()}>
              {t('recheck')}
            </Button>
          ) : (
            <Button
              type="primary"
              loading={busy || checking}
              disabled={count === 0 || reason?.trim() === ''}
              onClick={() =>
                void attempt(() => actions.commit(skip > 0, taken > 0 ? reason?.trim() : undefined))
              }
            >
              {start}
            </Button>
          )}
        </>
      }
    >
      <PreviewStep
        info={info}
        job={job}
        actions={actions}
        mapping={mapping}
        setMapping={setMapping}
        download={download}
      />
      {warned > 0 && !checking ? <WarnedRows count={warned} reason={reason} onChange={setReason} /> : null}
    </Frame>
  );
}

/** Which sheet of the workbook it is to be, still a part of the first step. */
function SheetStep(props: {
  readonly job: ImportJob;
  readonly busy: boolean;
  readonly onPrevious: () => void;
  readonly onChoose: (sheet: number) => void;
}) {
  const { job, busy } = props;
  const t = useT();
  const [sheet, setSheet] = useState(job.sheet ?? 0);
  return (
    <Frame
      step="upload"
      footer={
        <>
          <Button onClick={props.onPrevious} disabled={busy}>
            {t('previous')}
          </Button>
          <Button type="primary" loading={busy} onClick={() => props.onChoose(sheet)}>
            {t('next')}
          </Button>
        </>
      }
    >
      <SheetList job={job} value={sheet} onChange={setSheet} />
    </Frame>
  );
}

/** The steps above, the buttons below, the step between them. */
function Frame(props: { readonly step: Step; readonly footer?: ReactNode; readonly children: ReactNode }) {
  const t = useT();
  const phone = useIsPhone();
  const current = STEPS.indexOf(props.step);
  return (
    <>
      {phone ? (
        <div className="v-import-phone-step">
          <span className="t-muted">{t('stepOf', { step: current + 1 })}</span>
          <strong>{t(props.step)}</strong>
        </div>
      ) : (
        <Steps
          className="v-import-steps"
          size="small"
          current={current}
          items={STEPS.map((step) => ({ title: t(step) }))}
        />
      )}
      <div key={props.step} className="v-import-body">
        {props.children}
      </div>
      {props.footer ? <div className="v-import-foot">{props.footer}</div> : null}
    </>
  );
}
