import { useQueries } from '@tanstack/react-query';
import type { Values } from '@trellis/forms/model';
import { FormView, useFormServices, useTextEnv } from '@trellis/forms/react';
import { formParams, keys, useClient, useIsPhone, useLocale, useWorkspace } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { type FormInfo, type Relation, relationsOf } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { recordTitle } from '../data/record-title.ts';
import type { Draft } from '../drafts/draft.ts';
import { Restored } from '../drafts/restored.tsx';
import { useT } from '../messages.ts';
import { usePrint, usePrintKey } from '../print/use-print.tsx';
import { useVisit } from '../search/recent.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { History } from './history.tsx';
import { RecordHeader } from './record-header.tsx';
import './record.css';
import { pointsTo, RelatedList } from './related-list.tsx';
import { SaveBar } from './save-bar.tsx';
import { type RecordWithRefs, useEditor } from './use-editor.tsx';

const DETAILS = 'details';
const HISTORY = 'history';

/** A loaded record: header, form, related lists and history. `wide` puts the history beside the form. */
export function RecordView(props: {
  readonly info: FormInfo;
  readonly record: RecordWithRefs;
  /** What was typed into it earlier and not saved. */
  readonly draft: Draft | undefined;
  readonly refetch: () => Promise<RecordWithRefs | undefined>;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly wide: boolean;
  /** It can't be fetched any more: deleted, or out of reach. */
  readonly gone: boolean;
  readonly actions?: ReactNode;
}) {
  const { info, record, wide } = props;
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const env = useTextEnv(record.refs);
  const { members } = useFormServices();
  const phone = useIsPhone();
  const catalog = useClientCatalog();
  const editor = useEditor(info, record, props.refetch, props.draft);
  const relations = useMemo(
    () =>
      relationsOf(catalog, form.ref).map((relation) => ({
        ...relation,
        key: `${relation.info.form.ref}.${relation.field.key}`,
      })),
    [catalog, form.ref],
  );
  const counts = useCounts(relations, record.id);
  const print = usePrint(info);
  usePrintKey(() => print([record.id]));
  const title = recordTitle(form, editor.state.values, env) ?? t('unnamed');
  useVisit(form.ref, record.id, recordTitle(form, record.values, env));
  const beside = wide && !phone;

  const tabs = [
    { key: DETAILS, label: t('details'), count: undefined as number | undefined },
    ...relations.map(({ key, info: other }, i) => ({ key, label: text(other.label), count: counts[i] })),
    ...(beside ? [] : [{ key: HISTORY, label: t('history'), count: undefined }]),
  ];
  const current = tabs.some((one) => one.key === props.tab) ? props.tab : DETAILS;
  const relation = relations.find((one) => one.key === current);
  const without = useMemo(() => new Set(form.stageField ? [form.stageField] : []), [form.stageField]);
  const changer = record.meta.updatedBy
    ? (record.refs[record.meta.updatedBy]?.title ?? members.find((m) => m.id === record.meta.updatedBy)?.name)
    : undefined;

  return (
    <div className="v-record">
      <RecordHeader info={info} record={record} editor={editor} title={title} actions={props.actions} />
      {props.gone ? (
        <Alert type="warning" banner showIcon title={t('removedTitle')} description={t('removedText')} />
      ) : editor.newer ? (
        <Alert
          type="info"
          banner
          showIcon
          title={changer ? t('changedByOthers', { name: changer }) : t('changedBySomeone')}
          action={
            <Button size="small" onClick={editor.merge}>
              {t('seeChanges')}
            </Button>
          }
        />
      ) : null}
      <div className="v-record-columns">
        <div className="v-record-main">
          {tabs.length > 1 ? (
            <div className="v-tabs v-record-tabs" role="tablist">
              {tabs.map((one) => (
                <button
                  key={one.key}
                  type="button"
                  role="tab"
                  className="v-tab"
                  aria-selected={one.key === current}
                  onClick={() => props.onTab(one.key)}
                >
                  {one.label}
                  {one.count ? <span className="v-tab-count t-num">{one.count}</span> : null}
                </button>
              ))}
            </div>
          ) : null}
          <div className="v-record-body" hidden={current !== DETAILS}>
            {editor.restored ? <Restored draft={editor.restored} onDiscard={editor.discard} /> : null}
            <FormView
              form={form}
              values={editor.state.values}
              id={record.id}
              saved={record.values as Values}
              filled={editor.state.filled}
              onChange={editor.state.setValue}
              issues={editor.state.issues}
              mode={info.actions.has('edit') && !props.gone ? 'edit' : 'read'}
              refs={record.refs}
              locked={info.readonly}
              without={without}
              maxColumns={2}
              onSubmit={() => void editor.save()}
            />
          </div>
          {relation ? <RelatedList key={relation.key} relation={relation} id={record.id} /> : null}
          {current === HISTORY ? (
            <div className="v-record-body">
              <History form={form} id={record.id} />
            </div>
          ) : null}
          {props.gone ? null : <SaveBar editor={editor} />}
        </div>
        {beside ? (
          <aside className="v-record-aside" aria-label={t('history')}>
            <h2>{t('history')}</h2>
            <History form={form} id={record.id} />
          </aside>
        ) : null}
      </div>
      {editor.conflict ? (
        <ConflictDialog
          form={form}
          conflict={editor.conflict}
          refs={record.refs}
          saving={editor.saving}
          onResolve={(chosen) => void editor.resolve(chosen)}
          onClose={editor.cancelMerge}
        />
      ) : null}
    </div>
  );
}

/** How many records each relation has; undefined until known. */
function useCounts(relations: readonly Relation[], id: string): (number | undefined)[] {
  const client = useClient();
  const workspace = useWorkspace().key;
  return useQueries({
    queries: relations.map(({ info: { form }, field }) => {
      const body = {
        filter: pointsTo(field, id),
        fields: [form.titleField],
        limit: 1,
        total: 'capped' as const,
      };
      return {
        queryKey: keys.records(workspace, form.ref, body),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call('queryRecords', { params: formParams(workspace, form.ref), body, signal }),
      };
    }),
    combine: (results) => results.map((result) => result.data?.total?.value),
  });
}
