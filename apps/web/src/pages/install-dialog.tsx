import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  ErrorState,
  Icon,
  keys,
  Sheet,
  SkeletonBar,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Alert, Button, Checkbox, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useT } from '../messages.ts';
import type { TemplateInfo } from './template-card.tsx';

/** Shows what an installation will do, does it, and leads into the app. */
export function InstallDialog(props: {
  readonly template: TemplateInfo;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}) {
  const { template } = props;
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const toast = useToast();
  const navigate = useNavigate();
  const workspace = useWorkspace().key;
  const [sampleData, setSampleData] = useState(true);
  const [busy, setBusy] = useState(false);
  const params = { workspace, template: template.template };
  const plan = useQuery({
    queryKey: [...keys.workspace(workspace), 'plan', template.template],
    queryFn: ({ signal }) => client.call('planInstall', { params, signal }),
    gcTime: 0,
  });
  const name = text(template.label);
  const refused = (plan.data?.issues.length ?? 0) > 0;

  const install = async () => {
    setBusy(true);
    try {
      const { app } = await client.call('installTemplate', {
        params,
        body: { sampleData: sampleData && template.sampleRecords > 0 },
      });
      await props.onDone();
      toast.success(t('installDone', { name }));
      props.onClose();
      await navigate({ to: '/w/$ws/a/$app', params: { ws: workspace, app } });
    } catch (error) {
      toast.error(error);
      setBusy(false);
    }
  };

  return (
    <Sheet
      open
      title={t('installTitle', { name })}
      onClose={() => {
        if (!busy) props.onClose();
      }}
      maskClosable={!busy}
      footer={
        <div className="w-dialog-foot">
          <Button onClick={props.onClose} disabled={busy}>
            {t('cancel')}
          </Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!plan.data || refused}
            onClick={() => void install()}
          >
            {template.installed ? t('update', { version: template.version }) : t('install')}
          </Button>
        </div>
      }
    >
      <div className="w-plan">
        {plan.error ? (
          <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
        ) : (
          <>
            <h3>{t('planTitle')}</h3>
            {refused ? (
              <Alert
                type="error"
                showIcon
                title={t('planFailed')}
                description={plan.data?.issues.map((issue) => issue.message ?? issue.code).join('\n')}
              />
            ) : null}
            <ul aria-busy={plan.isPending}>
              {plan.data
                ? plan.data.steps.map((step) => (
                    <li key={step.message} data-risky={step.risky || undefined}>
                      <Icon name={step.risky ? 'warning' : 'check'} />
                      {step.message}
                    </li>
                  ))
                : template.forms.map((form) => (
                    <li key={form.key}>
                      <SkeletonBar width="60%" />
                    </li>
                  ))}
            </ul>
            {template.sampleRecords > 0 && !template.installed ? (
              <Checkbox
                checked={sampleData}
                disabled={busy}
                onChange={(event) => setSampleData(event.target.checked)}
              >
                {t('withSample')}
                <span className="w-plan-help">{t('withSampleHelp')}</span>
              </Checkbox>
            ) : null}
            <div className="w-plan-progress" aria-live="polite">
              {busy ? <Installing text={t('installing')} /> : null}
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}

/** Installing answers once, at its end; the bar nears it ever more slowly and promises nothing. */
function Installing({ text }: { text: string }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((s) => s + 0.5), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <span>{text}</span>
      <Progress percent={Math.round(95 * (1 - Math.exp(-seconds / 4)))} showInfo={false} size="small" />
    </>
  );
}
