import { Icon, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { WayProps } from '../way.tsx';
import { useT } from './messages.ts';

/** A form that was made, with the import of its rows. */
export interface MadeForm {
  readonly form: string;
  readonly import: string;
  readonly name: string;
  readonly rows: number;
}

type Job = Reply<'getImport'>;

const POLL_MS = 400;
const working = ({ state }: Job) => state === 'previewing' || state === 'running';

/** Runs the imports of new forms one after another; what has errors waits for somebody to look at it. */
export function RunImports(props: {
  readonly app: string;
  readonly made: readonly MadeForm[];
  readonly onDone: WayProps['onDone'];
}) {
  const { app, made, onDone } = props;
  const t = useT();
  const client = useClient();
  const workspace = useWorkspace().key;
  const [jobs, setJobs] = useState<ReadonlyMap<string, Job>>(new Map());
  const begun = useRef(false);

  useEffect(() => {
    // Once, also where effects run twice: an import can't be begun again.
    if (begun.current) return;
    begun.current = true;
    const keep = (job: Job) => setJobs((before) => new Map(before).set(job.id, job));
    const runOne = async ({ form, import: id }: MadeForm) => {
      const params = { workspace, app, form, id };
      const settled = async (first: Job): Promise<Job> => {
        let job = first;
        for (;;) {
          keep(job);
          if (!working(job)) return job;
          await new Promise((resolve) => setTimeout(resolve, POLL_MS));
          job = await client.call('getImport', { params });
        }
      };
      const { mapping } = await client.call('getImport', { params });
      const checked = await settled(await client.call('previewImport', { params, body: { mapping } }));
      if (checked.state !== 'previewed' || (checked.preview?.invalid ?? 0) > 0) return;
      await settled(await client.call('commitImport', { params, body: { skipInvalid: false } }));
    };
    const runAll = async () => {
      for (const one of made) {
        // One that can't be reached is shown as it last was; its import page tells more.
        await runOne(one).catch(() => undefined);
      }
    };
    void runAll();
  }, [made, client, workspace, app]);

  const first = made[0];
  const ended = made.every((one) => {
    const job = jobs.get(one.import);
    return job !== undefined && !working(job) && (job.state !== 'previewed' || invalidOf(job) > 0);
  });
  const cancel = async ({ form, import: id }: MadeForm) => {
    const params = { workspace, app, form, id };
    const job = await client
      .call('cancelImport', { params })
      .catch(() => client.call('getImport', { params }));
    setJobs((before) => new Map(before).set(id, job));
  };
  return (
    <>
      <ul className="d-imports" aria-label={t('running')}>
        {made.map((one) => (
          <ImportLine
            key={one.import}
            made={one}
            job={jobs.get(one.import)}
            onCancel={() => void cancel(one)}
            onFix={() => void onDone(one.form, { import: one.import })}
          />
        ))}
      </ul>
      <div className="d-dialog-foot">
        {ended ? null : <span className="f-help">{t('keepOpen')}</span>}
        <Button
          type={ended ? 'primary' : 'default'}
          onClick={() => void onDone(first?.form ?? '', 'records')}
        >
          {t('open')}
        </Button>
      </div>
    </>
  );
}

const invalidOf = ({ preview }: Job): number => preview?.invalid ?? 0;

function ImportLine(props: {
  readonly made: MadeForm;
  readonly job: Job | undefined;
  readonly onCancel: () => void;
  readonly onFix: () => void;
}) {
  const { made, job } = props;
  const t = useT();
  const running = job !== undefined && working(job);
  const bad = job?.state === 'failed' || (job?.state === 'previewed' && invalidOf(job) > 0);
  const done = job?.state === 'done';
  return (
    <li className="d-import">
      <Icon
        name={done ? 'check-circle' : bad ? 'warning' : 'clock-circle'}
        data-state={done ? 'done' : bad ? 'bad' : undefined}
      />
      <strong className="t-ellipsis">{made.name}</strong>
      <span className="t-muted t-num" role="status">
        {said(job, t)}
      </span>
      {running ? (
        <Progress
          percent={job.progress.total ? Math.round((job.progress.done / job.progress.total) * 100) : 0}
          showInfo={false}
          size="small"
          strokeColor="var(--t-brand)"
        />
      ) : null}
      {running ? (
        <Button size="small" onClick={props.onCancel}>
          {t('stop')}
        </Button>
      ) : null}
      {bad ? (
        <Button size="small" type="primary" onClick={props.onFix}>
          {t('fix')}
        </Button>
      ) : null}
    </li>
  );
}

/** How it is with an import, in a few words. */
function said(job: Job | undefined, t: ReturnType<typeof useT>): string {
  if (!job || job.state === 'uploaded') return t('waiting');
  switch (job.state) {
    case 'previewing':
      return t('checking');
    case 'previewed':
      return invalidOf(job) > 0 ? t('invalid', { count: invalidOf(job) }) : t('checking');
    case 'running':
      return t('importing', { done: job.progress.done, total: job.progress.total });
    case 'done':
      return t('done', { count: job.result?.created ?? 0 });
    case 'cancelled':
      return t('stopped');
    default:
      return job.issues?.[0]?.message ?? t('failed');
  }
}
