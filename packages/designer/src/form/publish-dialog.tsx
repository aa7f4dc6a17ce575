import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Issue, issueMessage } from '@trellis/metadata';
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
import { useClientCatalog } from '@trellis/views/react';
import { Alert, Button, Checkbox, Input, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useConversion } from '../core/use-conversion.tsx';
import { useDesign } from './design.tsx';
import { ChangeList } from './past/changes.tsx';
import { useT as usePast } from './past/messages.ts';
import { Touched } from './past/touched.tsx';
import { fieldOf, isOpenReference } from './problems.ts';
import { publishView } from './publish.ts';
import { useT } from './publish-messages.ts';
import { withoutReleased } from './views.ts';

/** Says what publishing will do, what stands in its way, does it, and leads to the records. */
export function PublishDialog(props: {
  /** Saves what is not saved yet; false when that failed. */
  readonly flush: () => Promise<boolean>;
  /** The form is as published: there is nothing to do. */
  readonly same: boolean;
  readonly onClose: () => void;
}) {
  const t = useT();
  const past = usePast();
  const { text, locale } = useLocale();
  const { app, form, document, views, selectField, selectForm } = useDesign();
  const catalog = useClientCatalog();
  const workspace = useWorkspace().key;
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [intoView, setIntoView] = useState(true);
  const [note, setNote] = useState('');
  const [blocked, setBlocked] = useState<string>();
  const params = { workspace, kind: 'form' as const, app, key: form.key };
  const plan = useQuery({
    queryKey: [...keys.definition(workspace, 'form', app, form.key), 'plan', document],
    queryFn: async ({ signal }) => {
      if (!(await props.flush())) return null;
      if (props.same) return { issues: [], steps: [] };
      return client.call('planPublish', { params, signal });
    },
    // Once it is published there is no draft to ask about.
    enabled: !busy,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const { released, widened } = views;
  const info = catalog.forms.get(form.ref);
  const name = text(document.trellis.label);

  const running = useRef<AbortController>(undefined);
  const publish = async () => {
    setBusy(true);
    const stop = new AbortController();
    running.current = stop;
    cache.removeQueries({ queryKey: keys.conversion(workspace, form.ref) });
    try {
      // A view must not show a field that is gone, nor one that is not there yet.
      for (const [key, view] of released) {
        if (await publishView(client, { workspace, app, key }, view)) continue;
        setBlocked(text(view.label));
        setBusy(false);
        return;
      }
      const said = note.trim();
      const query = said === '' ? {} : { note: said };
      await client.call('publish', { params, query, signal: stop.signal });
      const wide = intoView ? widened : undefined;
      const shown = !wide || (await publishView(client, { workspace, app, key: wide[0] }, wide[1]));
      if (shown) toast.success(t('published', { form: name }));
      else toast.success(t('viewBusy', { view: text(wide[1].label) }));
      await cache.invalidateQueries({ queryKey: keys.workspace(workspace) });
      props.onClose();
    } catch (error) {
      if (stop.signal.aborted) toast.success(t('publishStopped'));
      else toast.error(error);
      setBusy(false);
    }
  };
  const go = (issue: Issue) => {
    const field = fieldOf(issue);
    if (field !== undefined && form.fields.has(field)) selectField(field);
    else selectForm();
    props.onClose();
  };

  const issues = withoutReleased((plan.data?.issues ?? []) as readonly Issue[], released);
  const steps = plan.data?.steps ?? [];
  const words = (issue: Issue) => {
    const label = form.fields.get(fieldOf(issue) ?? '')?.meta.label;
    const said = isOpenReference(issue)
      ? t('chooseForm')
      : (issue.message ?? issueMessage(issue, locale, label && text(label)));
    const where = label ?? elsewhere(issue);
    return where ? `${text(where)}：${said}` : said;
  };
  /** Label of another definition that this one would break. */
  const elsewhere = ({ path: [member, key] }: Issue) => {
    if (member === 'views') return info?.views.get(String(key))?.label;
    if (member === 'dashboards') return catalog.dashboards.get(`${app}:${key}`)?.label;
    if (member === 'roles') return catalog.roles.get(`${app}:${key}`);
    return member === 'forms' ? catalog.forms.get(`${app}:${key}`)?.label : undefined;
  };
  const ready = plan.data && issues.length === 0 && !props.same;
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={t('publishTitle', { form: name })}
      width={520}
      footer={
        <div className="d-dialog-foot">
          <Button onClick={() => (busy ? running.current?.abort() : props.onClose())}>
            {t(busy ? 'stopPublish' : 'cancel')}
          </Button>
          <Button type="primary" autoFocus disabled={!ready} loading={busy} onClick={() => void publish()}>
            {t(busy ? 'publishing' : 'publish')}
          </Button>
        </div>
      }
    >
      {plan.error || plan.data === null ? (
        <ErrorState error={plan.error ?? new Error()} onRetry={() => void plan.refetch()} />
      ) : plan.isPending ? (
        <div className="d-plan">
          <SkeletonBar width="70%" />
          <SkeletonBar width="50%" />
        </div>
      ) : issues.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={t('planProblems')}
          description={
            <ul className="d-issues">
              {issues.map((issue) => (
                <li key={`${issue.code} ${issue.path.join('.')}`}>
                  <span>{words(issue)}</span>
                  {fieldOf(issue) !== undefined || issue.path[0] === 'trellis' ? (
                    <Button type="link" size="small" onClick={() => go(issue)}>
                      {t('goThere')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          }
        />
      ) : props.same ? (
        <p className="d-hint">{t('publishNothing')}</p>
      ) : (
        <>
          <h3 className="d-plan-title">{t('planTitle')}</h3>
          <ChangeList
            changes={steps}
            extra={(index) => {
              const { open } = steps[index] ?? {};
              return open === undefined ? null : <Touched open={open} />;
            }}
          />
          <ul className="d-plan">
            {steps.length === 0 ? (
              <li>
                <Icon name="check" />
                <span>{t('otherSettings')}</span>
              </li>
            ) : null}
            {[...released].map(([key, view]) => (
              <li key={key}>
                <Icon name="check" />
                <span>{t('releases', { view: text(view.label) })}</span>
              </li>
            ))}
          </ul>
          <Input.TextArea
            className="d-note"
            aria-label={past('note')}
            placeholder={past('note')}
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={200}
            value={note}
            disabled={busy}
            onChange={({ target }) => setNote(target.value)}
          />
          {busy ? <Converting form={form.ref} /> : null}
          {blocked === undefined ? null : (
            <Alert type="error" showIcon title={t('viewBlocks', { view: blocked })} />
          )}
          {widened ? (
            <Checkbox checked={intoView} onChange={({ target }) => setIntoView(target.checked)}>
              {t('addToView', { view: text(widened[1].label) })}
            </Checkbox>
          ) : null}
        </>
      )}
    </Sheet>
  );
}

/** How far the conversion of existing values is, once there are so many that it takes a while. */
function Converting({ form }: { form: string }) {
  const t = useT();
  const data = useConversion(form);
  if (!data) return null;
  return (
    <div className="d-converting">
      <span>{t('converting', { ...data })}</span>
      <Progress
        aria-label={t('converting', { ...data })}
        percent={Math.floor((100 * data.done) / data.total)}
        status="active"
      />
      <span className="f-help">{t('convertingHint')}</span>
    </div>
  );
}
