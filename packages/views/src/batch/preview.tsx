import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MOST_IN_BATCH } from '@trellis/metadata';
import { formParams, Icon, useClient, useLocale, useWorkspace } from '@trellis/ui/react';
import { Input, Spin } from 'antd';
import { useId } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { DeletionEffects, holds } from '../deletion/effects.tsx';
import { useT } from './messages.ts';
import { Reasons } from './reasons.tsx';
import type { Action, Chosen } from './use-batches.ts';

/** Refused records that are shown before the start. */
const SHOWN = 5;

/** What an action would do with the chosen records. */
export function usePreview(form: string, records: Chosen, action: Action | undefined) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: ['batch', 'preview', workspace, form, records, action],
    queryFn: ({ signal }) =>
      client.call('previewBatch', {
        params: formParams(workspace, form),
        body: { records, ...(action ? { action } : {}) },
        signal,
      }),
    enabled: action !== undefined,
    placeholderData: keepPreviousData,
    // It is as of now, or it is nothing.
    gcTime: 0,
    retry: false,
  });
}

/** Says what would happen, and asks for a reason where something is only warned of. */
export function Preview(props: {
  readonly info: FormInfo;
  readonly query: ReturnType<typeof usePreview>;
  readonly deleting?: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}) {
  const { data, error, isFetching } = props.query;
  const t = useT();
  const { locale } = useLocale();
  const id = useId();
  if (error)
    return (
      <p className="f-error" role="alert">
        {error.message}
      </p>
    );
  if (!data) return isFetching ? <p className="v-batch-preview">{t('checking')}</p> : null;
  const number = (value: number) => value.toLocaleString(locale);
  if (data.tooMany) return <p className="f-error">{t('tooMany', { max: number(MOST_IN_BATCH) })}</p>;
  if (data.allowed === 0) return <p className="f-error">{t('nothing')}</p>;
  const refused = data.refused.filter(({ issues }) => !issues.every(isWarning));
  const promise = data.refused.length > 0 ? 'atMost' : props.deleting ? 'willDelete' : 'willEdit';
  return (
    <div className="v-batch-preview" aria-live="polite" aria-busy={isFetching}>
      <p>
        <strong>{t(promise, { count: number(data.allowed) })}</strong>
        {data.total > data.allowed ? (
          <span>{t('notAllowed', { count: number(data.total - data.allowed) })}</span>
        ) : null}
        {isFetching ? <Spin size="small" /> : null}
      </p>
      {refused.length > 0 ? (
        <div className="v-batch-refused">
          <p>
            <Icon name="warning" /> {t('triedSome', { tried: data.tried, count: refused.length })}
          </p>
          <Reasons info={props.info} records={refused.slice(0, SHOWN)} here />
        </div>
      ) : null}
      {data.effects.length > 0 ? (
        <>
          <DeletionEffects effects={data.effects} refs={data.refs} />
          {data.effects.some(holds) ? <p className="v-batch-text">{t('heldStay')}</p> : null}
        </>
      ) : null}
      {data.warned > 0 ? (
        <div className="f-field">
          <p className="v-batch-warned">
            <Icon name="warning" /> {t('warned')}
          </p>
          <Reasons
            info={props.info}
            records={data.refused.filter(({ issues }) => issues.every(isWarning)).slice(0, 2)}
            here
          />
          <label className="f-label" htmlFor={id}>
            {t('reason')}
          </label>
          <Input
            id={id}
            maxLength={500}
            placeholder={t('reasonHint')}
            value={props.reason}
            onChange={(event) => props.onReason(event.target.value)}
          />
        </div>
      ) : null}
    </div>
  );
}

const isWarning = ({ code }: { readonly code: string }): boolean => code === 'check_warning';
