import { sameValue, type Values } from '@trellis/forms/model';
import { FormView } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import {
  ApiError,
  EmptyState,
  ErrorState,
  formatDateTime,
  Icon,
  Sheet,
  SkeletonForm,
  useIsPhone,
  useLocale,
  useRecord,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Slider } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { MemberName } from '../data/system-cell.tsx';
import { useT } from './messages.ts';
import { MomentInput } from './moment-input.tsx';
import './past.css';
import { PutBackDialog, Way } from './put-back-dialog.tsx';
import { useAsOf, useMoments } from './use-past.ts';

/** A record as it was: one moves through its changes or names a moment, sees what is different now, and may go back to it. */
export function LookBack(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly title: string;
  /** Where to begin; without it with the change before the last. */
  readonly at?: string | undefined;
  readonly onClose: () => void;
}) {
  const { info, id } = props;
  const { form } = info;
  const t = useT();
  const phone = useIsPhone();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const moments = useMoments(form.ref, id);
  const [chosen, setChosen] = useState(props.at);
  const [going, setGoing] = useState(false);
  const at = chosen ?? moments.at(-2)?.at ?? moments.at(-1)?.at;
  // The last change by then.
  const step = at === undefined ? -1 : moments.findLastIndex((one) => one.at <= at);
  const change = moments[step];
  const move = (to: number) => {
    const moment = moments[to];
    if (moment) setChosen(moment.at);
  };
  return (
    <Sheet
      open
      desk="drawer"
      phone="full"
      width={760}
      title={t('title', { title: props.title })}
      onClose={props.onClose}
      footer={
        info.actions.has('edit') && change ? (
          <div className="v-foot">
            <Button type="primary" icon={<Icon name="undo" />} onClick={() => setGoing(true)}>
              {t('putBackAll')}
            </Button>
          </div>
        ) : null
      }
    >
      <div className="v-past-head">
        <Button
          icon={<Icon name="left" />}
          aria-label={t('older')}
          title={t('older')}
          disabled={step <= 0}
          onClick={() => move(step - 1)}
        />
        <MomentInput at={at} onChange={setChosen} />
        <Button
          icon={<Icon name="right" />}
          aria-label={t('newer')}
          title={t('newer')}
          disabled={step < 0 || step >= moments.length - 1}
          onClick={() => move(step + 1)}
        />
        <span className="v-past-by">
          {change ? change.op === 'create' ? t('created') : <By change={change} /> : null}
        </span>
      </div>
      {moments.length > 1 ? (
        <Slider
          min={0}
          max={moments.length - 1}
          value={Math.max(step, 0)}
          onChange={move}
          ariaLabelForHandle={t('moments')}
          tooltip={{
            formatter: (index) => {
              const moment = moments[index ?? 0];
              return moment ? formatDateTime(moment.at, { locale, tz }) : null;
            },
          }}
        />
      ) : null}
      {at ? (
        <Then
          info={info}
          id={id}
          at={at}
          columns={phone ? 1 : 2}
          created={moments[0]?.op === 'create' ? moments[0].at : undefined}
        />
      ) : (
        <SkeletonForm fields={6} />
      )}
      {going && at ? (
        <PutBackDialog
          info={info}
          id={id}
          to={{ at }}
          onClose={() => setGoing(false)}
          onDone={props.onClose}
        />
      ) : null}
    </Sheet>
  );
}

function By({ change }: { readonly change: { readonly actor: string | null; readonly cause: string } }) {
  const t = useT();
  if (change.actor === null || change.cause === 'computed') return t('sinceSomeone');
  const [before, after] = t('since', { name: '\u0000' }).split('\u0000');
  return (
    <>
      {before}
      <MemberName id={change.actor} />
      {after}
    </>
  );
}

/** What is different now, and all that stood there. */
function Then(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly at: string;
  readonly columns: 1 | 2;
  readonly created: string | undefined;
}) {
  const { info, id, at } = props;
  const { form } = info;
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const now = useRecord(form.ref, id).data;
  const query = useAsOf(form.ref, id, at);
  const then = query.data;
  if (query.error instanceof ApiError && query.error.status === 404)
    return (
      <EmptyState
        icon="history"
        title={t('notThere')}
        description={
          props.created ? t('notThereText', { time: formatDateTime(props.created, { locale, tz }) }) : null
        }
      />
    );
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!then) return <SkeletonForm fields={6} columns={props.columns} />;
  const differ = [...form.fields.keys()].filter(
    (key) => now && !sameValue((now.values[key] ?? null) as Value, (then.values[key] ?? null) as Value),
  );
  const owner = now && now.meta.owner !== then.meta.owner ? ['_owner_id'] : [];
  const valueIn = (record: typeof then | undefined, key: string) =>
    key === '_owner_id' ? record?.meta.owner : record?.values[key];
  const refs = { ...now?.refs, ...then.refs };
  const all = [...differ, ...owner];
  return (
    <div className="v-past-then" data-waiting={query.isPlaceholderData || undefined}>
      {now ? (
        <h3 className="v-past-title">
          {all.length > 0 ? t('differs', { count: all.length }) : t('same')}
          {all.length > 0 ? (
            <span className="v-past-why">
              {t('was')} → {t('now')}
            </span>
          ) : null}
        </h3>
      ) : null}
      {all.length > 0 ? (
        <ul className="v-past-list">
          {all.map((key) => (
            <li key={key}>
              <div>
                <Way info={info} field={key} from={valueIn(then, key)} to={valueIn(now, key)} refs={refs} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <h3 className="v-past-title">{t('whole')}</h3>
      <FormView
        key={at}
        form={form}
        id={id}
        values={then.values as Values}
        saved={then.values as Values}
        refs={refs}
        mode="read"
        maxColumns={props.columns}
        onChange={() => undefined}
      />
    </div>
  );
}
