import type { Expr } from '@trellis/logic';
import { MOST_IN_BATCH, MOST_MERGED } from '@trellis/metadata';
import {
  formParams,
  Icon,
  useClient,
  useIsPhone,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useExportDialog } from '../export/use-export-dialog.tsx';
import { useT as useMergeT } from '../merge/messages.ts';
import { useT as usePrintT } from '../print/messages.ts';
import { usePrint } from '../print/use-print.tsx';
import { allOf } from '../state/list-state.ts';
import { isAny, type Selection } from '../state/selection.ts';
import type { ViewQuery } from '../state/shown.ts';
import './batch.css';
import { changeableFields, OWNER, tagFields } from './choice.ts';
import { useT } from './messages.ts';
import { type Chosen, useBatchActions } from './use-batches.ts';

const EditDialog = lazy(async () => ({ default: (await import('./edit-dialog.tsx')).EditDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import('./edit-dialog.tsx')).DeleteDialog }));

const MergeDialog = lazy(async () => ({ default: (await import('../merge/merge-dialog.tsx')).MergeDialog }));

/** Whether so many records can become one. */
const mergeable = (count: number): boolean => count >= 2 && count <= MOST_MERGED;

/** Records that are deleted without asking first: they are all known by sight. */
const FEW = 200;

/** Where Escape means something else. */
const ELSEWHERE = 'input:not([type=checkbox]), textarea, [contenteditable], [role=dialog] *, [role=menu] *';

type Open =
  | { readonly what: 'edit'; readonly field: string | undefined }
  | { readonly what: 'delete' }
  | { readonly what: 'merge' };

interface BatchItem {
  readonly key: string;
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
}

/** What can be done with the selected records, or with all that the list is about. */
export function BatchBar(props: {
  readonly info: FormInfo;
  readonly query: ViewQuery;
  readonly selection: Selection;
  /** How many records the list has, as far as it is known, to select them all; absent where that can't be. */
  readonly all?: {
    readonly extent: { readonly rows: number; readonly exact: boolean };
    readonly onSelect: (selection: Selection) => void;
  };
  readonly onDone: () => void;
  /** What else can be done with them here. */
  readonly also?: BatchItem | undefined;
}) {
  const { info, query, selection } = props;
  const { form, actions } = info;
  const t = useT();
  const printT = usePrintT();
  const mergeT = useMergeT();
  const toast = useToast();
  const client = useClient();
  const workspace = useWorkspace().key;
  const phone = useIsPhone();
  const { locale } = useLocale();
  const { start } = useBatchActions();
  const [exporting, exportDialog] = useExportDialog(info);
  const print = usePrint(info);
  const [open, setOpen] = useState<Open>();
  const [counting, setCounting] = useState(false);

  const ids = [...selection.ids];
  const matching = {
    ...(query.filter === undefined ? {} : { filter: query.filter }),
    ...(query.search ? { search: query.search } : {}),
  };
  const records: Chosen = selection.all === undefined ? { ids } : { ...matching, except: ids };
  const count = selection.all === undefined ? ids.length : selection.all - ids.length;
  const number = (value: number) => value.toLocaleString(locale);

  // "All" are those of the list as it was.
  const asked = JSON.stringify(matching);
  const before = useRef(asked);
  const { onDone } = props;
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    if (selection.all !== undefined) onDone();
  }, [asked, selection.all, onDone]);

  // The cells hear of it themselves; this is for the checkboxes and the buttons.
  useEffect(() => {
    if (open) return;
    const leave = (event: KeyboardEvent) => {
      const other = event.target instanceof HTMLElement && event.target.matches(ELSEWHERE);
      if (event.key === 'Escape' && !event.defaultPrevented && !other) onDone();
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [open, onDone]);

  const selectAll = async () => {
    setCounting(true);
    try {
      const { total, tooMany } = await client.call('previewBatch', {
        params: formParams(workspace, form.ref),
        body: { records: matching },
      });
      if (tooMany) toast.error(t('tooMany', { max: number(MOST_IN_BATCH) }));
      else props.all?.onSelect({ ids: new Set(), anchor: null, all: total });
    } catch (error) {
      toast.error(error);
    } finally {
      setCounting(false);
    }
  };
  const remove = async () => {
    if (selection.all !== undefined || ids.length > FEW) {
      setOpen({ what: 'delete' });
      return;
    }
    try {
      const { effects } = await client.call('previewDelete', {
        params: formParams(workspace, form.ref),
        body: { ids },
      });
      if (effects.length > 0) {
        setOpen({ what: 'delete' });
        return;
      }
      await start(form.ref, { records, action: { op: 'delete' } });
      props.onDone();
    } catch (error) {
      toast.error(error);
    }
  };
  const exported = () => {
    const these: Expr = { in: [{ var: '_id' }, ids] };
    if (selection.all === undefined) return { filter: these };
    const filter = allOf(query.filter, ids.length > 0 ? { '!': [these] } : undefined);
    return { ...matching, ...(filter === undefined ? {} : { filter }) };
  };
  const any = isAny(selection);
  const tags = tagFields(info);
  const mayEdit = actions.has('edit');
  const items: BatchItem[] = [
    ...(mayEdit
      ? [
          {
            key: 'owner',
            icon: 'user',
            label: t('owner'),
            onClick: () => setOpen({ what: 'edit', field: OWNER }),
          },
        ]
      : []),
    ...(mayEdit && tags.length > 0
      ? [
          {
            key: 'tag',
            icon: 'tags',
            label: t('tag'),
            onClick: () => setOpen({ what: 'edit', field: tags[0]?.key }),
          },
        ]
      : []),
    ...(actions.has('export')
      ? [
          {
            key: 'export',
            icon: 'export',
            label: t('export'),
            onClick: () => exporting({ ...exported(), ...(query.sort ? { sort: query.sort } : {}) }),
          },
        ]
      : []),
    ...(mayEdit && actions.has('delete') && selection.all === undefined && mergeable(ids.length)
      ? [{ key: 'merge', icon: 'copy', label: mergeT('merge'), onClick: () => setOpen({ what: 'merge' }) }]
      : []),
    ...(selection.all === undefined
      ? [{ key: 'print', icon: 'printer', label: printT('print'), onClick: () => print(ids) }]
      : []),
  ];
  const dialog = open && {
    info,
    records,
    count,
    onClose: () => setOpen(undefined),
    onStarted: props.onDone,
  };
  return (
    <div className="v-batch" role="toolbar" aria-label={t('selected', { count: number(count) })}>
      <strong className="t-num">
        {any
          ? t(selection.all !== undefined && ids.length === 0 ? 'selectedAll' : 'selected', {
              count: number(count),
            })
          : t('pick')}
      </strong>
      {selection.all === undefined && props.all && props.all.extent.rows > ids.length ? (
        <Button size="small" type="link" loading={counting} onClick={() => void selectAll()}>
          {props.all.extent.exact
            ? t('selectAll', { count: number(props.all.extent.rows) })
            : t('selectAllMany')}
        </Button>
      ) : null}
      {any ? (
        <BatchButtons
          phone={phone}
          items={items}
          also={props.also}
          onEdit={
            mayEdit && changeableFields(info).length > 0
              ? () => setOpen({ what: 'edit', field: undefined })
              : undefined
          }
          onDelete={actions.has('delete') ? () => void remove() : undefined}
        />
      ) : null}
      <Button size="small" type="text" className="v-batch-leave" onClick={props.onDone}>
        {t('unselect')}
      </Button>
      {exportDialog}
      <Suspense fallback={null}>
        {dialog && open.what === 'edit' ? <EditDialog {...dialog} field={open.field} /> : null}
        {dialog && open.what === 'delete' ? <DeleteDialog {...dialog} /> : null}
        {dialog && open.what === 'merge' ? (
          <MergeDialog info={info} ids={ids} onClose={dialog.onClose} onDone={props.onDone} />
        ) : null}
      </Suspense>
    </div>
  );
}

/** The buttons of a bar; on a phone those that are seldom used fold into a menu. */
function BatchButtons(props: {
  readonly phone: boolean;
  readonly also: BatchItem | undefined;
  readonly items: readonly BatchItem[];
  /** Absent where nothing can be changed. */
  readonly onEdit: (() => void) | undefined;
  readonly onDelete: (() => void) | undefined;
}) {
  const t = useT();
  const { also, items } = props;
  const buttons: readonly BatchItem[] = [
    ...(also ? [also] : []),
    ...(props.onEdit ? [{ key: 'edit', icon: 'edit', label: t('edit'), onClick: props.onEdit }] : []),
    ...(props.phone ? [] : items),
  ];
  return (
    <>
      {buttons.map(({ key, icon, label, onClick }) => (
        <Button key={key} size="small" icon={<Icon name={icon} />} onClick={onClick}>
          {label}
        </Button>
      ))}
      {props.phone && items.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{ items: items.map(({ icon, ...item }) => ({ ...item, icon: <Icon name={icon} /> })) }}
        >
          <Button size="small" icon={<Icon name="more" />} aria-label={t('more')} />
        </Dropdown>
      ) : null}
      {props.onDelete ? (
        <Button size="small" danger icon={<Icon name="delete" />} onClick={props.onDelete}>
          {t('delete')}
        </Button>
      ) : null}
    </>
  );
}
