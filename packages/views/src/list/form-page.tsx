import { listFields } from '@trellis/forms/model';
import { EmptyState, Icon, later, useLocale, useMe, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useMyViews } from '../data/my-views.tsx';
import type { ViewProps } from '../kinds/facet.tsx';
import { viewFacets } from '../kinds/facets.tsx';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { CreateDrawer } from '../record/create-drawer.tsx';
import { openedFrom } from '../record/opened-from.tsx';
import { RecordDrawer } from '../record/record-drawer.tsx';
import { SearchedProvider } from '../search/found-in.tsx';
import { type AdjustmentChange, added } from '../state/adjustment.ts';
import { type ListState, readListState, unopened, writeListState } from '../state/list-state.ts';
import { type Shown, shownView } from '../state/shown.ts';
import { FilterBar } from './filter-bar.tsx';
import './list.css';
import { LostBar } from './lost-bar.tsx';
import type { EditedView, ListedPlace } from './place.ts';
import { QuickBar } from './quick-bar.tsx';
import { Recalculating } from './recalculating.tsx';
import { Toolbar } from './toolbar.tsx';
import { useViewActions } from './use-view-actions.tsx';
import { useWarm } from './use-warm.tsx';
import { viewsOf } from './views.ts';

const ViewEditor = later(async () => (await import('../settings/view-editor.tsx')).ViewEditor);

/** A form's records in one of its views, with the record or the new record that the address names beside it. */
export function FormPage({ info }: { readonly info: FormInfo }) {
  const { form } = info;
  const t = useT();
  const { search, setSearch } = useNavigation();
  const workspace = useWorkspace().key;
  const me = useMe().data;
  const state = useMemo(() => readListState(search), [search]);
  const setState = useCallback(
    (next: ListState, options?: { replace?: boolean }) => setSearch(writeListState(next), options),
    [setSearch],
  );
  const mine = useMyViews(form.ref);
  const views = useMemo(() => viewsOf(form, info.views, mine.own), [form, info.views, mine.own]);
  const [first] = views.values();
  const listed = views.get(state.view ?? '') ?? views.get(mine.opens ?? '') ?? first;
  const name = listed?.name ?? '';
  const adjustment = mine.adjustmentOf(name);
  const fields = useMemo(() => listFields(form), [form]);
  const shown = useMemo(
    () => listed && shownView(listed.document, adjustment, state, fields),
    [listed, adjustment, state, fields],
  );
  const { adjust: keep } = mine;
  const locked = listed?.document.locked ?? false;
  const adjust = useMemo(
    () => (locked ? undefined : (change: AdjustmentChange) => keep(name, added(adjustment, change))),
    [keep, locked, name, adjustment],
  );
  const actions = useViewActions(info, views);
  const [editing, setEditing] = useState<EditedView>();
  useWarm();
  const [picked, setPicked] = useState<string>();
  const picking = useMemo(
    () => ({ on: picked === name, set: (on: boolean) => setPicked(on ? name : undefined) }),
    [picked, name],
  );

  const openRecord = useCallback(
    (id: string) => setState({ ...unopened(state), record: id }),
    [state, setState],
  );
  const create = useCallback(
    (prefill: Readonly<Record<string, string>>, draft?: string) =>
      setState({ ...unopened(state), create: prefill, ...(draft ? { draft } : {}) }),
    [state, setState],
  );
  const closeSide = useCallback(() => setState(unopened(state)), [state, setState]);

  if (!listed || !shown) return <EmptyState icon="lock" title={t('noMatchTitle')} />;
  const { view } = shown;
  const at: ListedPlace = {
    info,
    views,
    listed,
    shown,
    adjustment,
    adjust,
    state,
    setState,
    actions,
    edit: setEditing,
  };
  return (
    <div className="v-list">
      <Toolbar {...at} create={create} openRecord={openRecord} onPick={() => picking.set(true)} />
      <Recalculating form={form} />
      <QuickBar {...at} />
      <FilterBar form={form} state={state} setState={setState} />
      {listed.lost ? <LostBar listed={listed} onEdit={() => setEditing({ listed })} /> : null}
      {listed.lost === 'all' ? null : (
        <ViewBody
          key={name}
          info={info}
          name={name}
          view={view}
          prefs={`trellis.view.${workspace}.${me?.id ?? ''}.${form.ref}.${name}`}
          query={shown.query}
          adjust={adjust}
          folded={adjustment.folded}
          picked={shown.picked}
          picking={picking}
          state={state}
          setState={setState}
          openRecord={openRecord}
          create={create}
        />
      )}
      {editing ? <ViewEditor {...at} edited={editing} onClose={() => setEditing(undefined)} /> : null}
      <RecordDrawer
        info={info}
        id={state.record}
        tab={state.tab}
        from={openedFrom(shown)}
        list={{ ...unopened(state), view: name }}
        onTab={(tab) => setState({ ...state, tab }, { replace: true })}
        onGo={(record) => setState({ ...state, record }, { replace: true })}
        onClose={closeSide}
      />
      <CreateDrawer
        info={info}
        prefill={state.create}
        draft={state.draft}
        copy={state.copy}
        onClose={closeSide}
        onCreated={(id) => openRecord(id)}
      />
    </div>
  );
}

type BodyProps = Omit<ViewProps, 'config' | 'empty'> & { readonly picked: Shown['picked'] };

function ViewBody({ picked, ...props }: BodyProps) {
  const { View } = viewFacets.get(props.view.kind);
  return (
    <div className="v-body">
      <SearchedProvider search={props.state.search}>
        <View {...props} config={props.view.config} empty={<Nothing {...props} picked={picked} />} />
      </SearchedProvider>
    </div>
  );
}

/** An empty list says why, and what to do first. */
function Nothing(props: BodyProps) {
  const t = useT();
  const { text } = useLocale();
  const { info, state } = props;
  const { go } = useNavigation();
  const narrowed = Object.keys(props.picked).length > 0;
  if (state.filter !== undefined || state.search || narrowed) {
    const { filter: _, search: __, ...others } = state;
    const rest = narrowed ? { ...others, quick: {} } : others;
    return (
      <EmptyState
        icon="search"
        title={t('noMatchTitle')}
        description={t('noMatchText')}
        action={<Button onClick={() => props.setState(rest)}>{t('clearFilter')}</Button>}
      />
    );
  }
  const form = text(info.label);
  const mayCreate = info.actions.has('create');
  return (
    <EmptyState
      icon={info.form.document.trellis.icon ?? 'inbox'}
      title={t('emptyTitle', { form })}
      description={mayCreate ? t('emptyText') : t('emptyNoCreate')}
      action={
        mayCreate ? (
          <>
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => props.create({})}>
              {t('createIn', { form })}
            </Button>
            {info.actions.has('import') ? (
              <Button
                icon={<Icon name="import" />}
                onClick={() => go({ kind: 'import', app: info.form.app, form: info.form.key })}
              >
                {t('importFile')}
              </Button>
            ) : null}
          </>
        ) : null
      }
    />
  );
}
