import type { Values } from '@trellis/forms/model';
import { FormView, useFormServices, useTextEnv } from '@trellis/forms/react';
import { useIsPhone, useMediaQuery } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { Activity } from '../activity/activity.tsx';
import { Side } from '../activity/side.tsx';
import type { Filter } from '../activity/use-activity.tsx';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import type { Draft } from '../drafts/draft.ts';
import { Restored } from '../drafts/restored.tsx';
import { SimilarBar } from '../duplicates/similar-bar.tsx';
import { MergedNote } from '../merge/merged.tsx';
import { useT } from '../messages.ts';
import { usePrint, usePrintKey } from '../print/use-print.tsx';
import { useVisit } from '../search/recent.tsx';
import { useComments } from '../social/use-comments.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { RestoreButton, useDeleted } from './deleted.tsx';
import { useT as useRecordT } from './messages.ts';
import { RecordHeader } from './record-header.tsx';
import './record.css';
import { asksActivity, partOf, RecordTabs } from './record-tabs.tsx';
import { RelatedList } from './related-list.tsx';
import { SaveBar } from './save-bar.tsx';
import { type RecordWithRefs, useEditor } from './use-editor.tsx';
import { sumOf, useRelations } from './use-relations.tsx';

/** Room that a form and what happened need side by side. */
const ROOMY = '(min-width: 1200px)';

/** A loaded record: header, form, related lists and what happened. `wide`: there may be room for two columns. */
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
  const { info, record, tab, gone } = props;
  const { form } = info;
  const t = useT();
  const recordT = useRecordT();
  const env = useTextEnv(record.refs);
  const phone = useIsPhone();
  const roomy = useMediaQuery(ROOMY);
  const editor = useEditor(info, record, props.refetch, props.draft);
  const relations = useRelations(info, record.id);
  const comments = useComments(form.ref, record.id).count;
  const [filter, setFilter] = useFilter(tab);
  const choose = (next: Filter) => {
    setFilter(next);
    // What the address asked for has been left; it can be asked for again.
    if (asksActivity(tab)) props.onTab('activity');
  };
  const [writing, setWriting] = useState(false);
  const print = usePrint(info);
  usePrintKey(() => print([record.id]));
  const title = recordTitle(form, editor.state.values, env) ?? t('unnamed');
  useVisit(form.ref, record.id, recordTitle(form, record.values, env));
  const beside = props.wide && roomy;
  const part = partOf(tab, relations, beside);
  const without = useMemo(() => new Set(form.stageField ? [form.stageField] : []), [form.stageField]);
  const activity = (
    <Activity
      form={form}
      id={record.id}
      filter={filter}
      onFilter={choose}
      comments={comments}
      related={sumOf(relations)}
      closed={gone}
      writing={writing}
    />
  );

  return (
    <div className="v-record" data-part={part.kind}>
      <RecordHeader info={info} record={record} editor={editor} title={title} actions={props.actions} />
      <Notice {...props} newer={editor.newer !== undefined} onMerge={editor.merge} />
      {gone ? null : <MergedNote info={info} id={record.id} />}
      <div className="v-record-columns">
        <div className="v-record-main">
          <RecordTabs
            part={part}
            relations={relations}
            beside={beside}
            together={phone}
            comments={comments}
            onTab={props.onTab}
          />
          <div className="v-record-body" hidden={part.kind !== 'details'}>
            {editor.restored ? <Restored draft={editor.restored} onDiscard={editor.discard} /> : null}
            <FormView
              form={form}
              values={editor.state.values}
              id={record.id}
              saved={record.values as Values}
              filled={editor.state.filled}
              onChange={editor.state.setValue}
              issues={editor.state.issues}
              mode={info.actions.has('edit') && !gone ? 'edit' : 'read'}
              refs={record.refs}
              locked={info.readonly}
              without={without}
              maxColumns={2}
              onSubmit={() => void editor.save()}
            />
          </div>
          {part.kind === 'related' ? (
            <RelatedList key={part.relation.key} relation={part.relation} id={record.id} />
          ) : null}
          {part.kind === 'activity' ? activity : null}
          {gone || !editor.state.dirty ? null : (
            <SimilarBar
              info={info}
              values={editor.state.values}
              id={record.id}
              changed={editor.state.changed}
            />
          )}
          {gone ? null : <SaveBar editor={editor} />}
          {phone && !gone && !editor.state.dirty && part.kind !== 'activity' ? (
            <div className="v-record-say">
              <button
                type="button"
                onClick={() => {
                  setWriting(true);
                  props.onTab('activity');
                }}
              >
                {recordT('saySomething')}
              </button>
            </div>
          ) : null}
        </div>
        {beside ? <Side asked={asksActivity(tab)}>{activity}</Side> : null}
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

/** What of the activity is shown: what the address asks for, until something else is chosen. */
function useFilter(tab: string | undefined) {
  const [seen, setSeen] = useState<string>();
  const [filter, setFilter] = useState<Filter>('all');
  if (tab !== seen) {
    setSeen(tab);
    if (tab === 'comments' || tab === 'changes') setFilter(tab);
  }
  return [filter, setFilter] as const;
}

/** Says that the record is gone, or that somebody saved it while it is being changed here. */
function Notice(props: {
  readonly info: FormInfo;
  readonly record: RecordWithRefs;
  readonly gone: boolean;
  readonly newer: boolean;
  readonly onMerge: () => void;
}) {
  const { info, record, gone, newer } = props;
  const t = useT();
  const { members } = useFormServices();
  if (gone)
    return (
      <Alert
        type="warning"
        banner
        showIcon
        title={t('removedTitle')}
        description={t('removedText')}
        action={<Returning info={info} id={record.id} />}
      />
    );
  if (!newer) return null;
  const by = record.meta.updatedBy;
  const name = by ? (record.refs[by]?.title ?? members.find((m) => m.id === by)?.name) : undefined;
  return (
    <Alert
      type="info"
      banner
      showIcon
      title={name ? t('changedByOthers', { name }) : t('changedBySomeone')}
      action={
        <Button size="small" onClick={props.onMerge}>
          {t('seeChanges')}
        </Button>
      }
    />
  );
}

/** The way back for a record that was deleted, for those who may go it. */
function Returning({ info, id }: { readonly info: FormInfo; readonly id: string }) {
  const deleted = useDeleted(info, id).data;
  return deleted ? <RestoreButton info={info} id={id} /> : null;
}
