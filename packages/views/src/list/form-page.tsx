import type { JsonObject, ViewDocument } from '@trellis/metadata';
import { EmptyState, Icon, useLocale, useMe, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { viewFacets } from '../kinds/facets.tsx';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { CreateDrawer } from '../record/create-drawer.tsx';
import { RecordDrawer } from '../record/record-drawer.tsx';
import { SearchedProvider } from '../search/found-in.tsx';
import { allOf, type ListState, readListState, writeListState } from '../state/list-state.ts';
import { FilterBar } from './filter-bar.tsx';
import './list.css';
import { Recalculating } from './recalculating.tsx';
import { Toolbar } from './toolbar.tsx';
import { viewsOf } from './views.ts';

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
  const views = useMemo(() => viewsOf(form, info.views), [form, info.views]);
  const [firstKey = '', firstView] = views.entries().next().value ?? [];
  const viewKey = state.view && views.has(state.view) ? state.view : firstKey;
  const view = views.get(viewKey) ?? firstView;

  const openRecord = useCallback(
    (id: string) => {
      const { create: _, tab: __, draft: ___, ...rest } = state;
      setState({ ...rest, record: id });
    },
    [state, setState],
  );
  const create = useCallback(
    (prefill: Readonly<Record<string, string>>, draft?: string) => {
      const { record: _, tab: __, draft: ___, ...rest } = state;
      setState({ ...rest, create: prefill, ...(draft ? { draft } : {}) });
    },
    [state, setState],
  );
  const closeSide = useCallback(() => {
    const { record: _, tab: __, create: ___, draft: ____, ...rest } = state;
    setState(rest);
  }, [state, setState]);

  if (!view) return <EmptyState icon="lock" title={t('noMatchTitle')} />;
  const prefs = `trellis.view.${workspace}.${me?.id ?? ''}.${form.ref}.${viewKey}`;
  return (
    <div className="v-list">
      <Toolbar
        info={info}
        views={views}
        viewKey={viewKey}
        view={view}
        prefs={prefs}
        state={state}
        setState={setState}
        create={create}
        openRecord={openRecord}
      />
      <Recalculating form={form} />
      <FilterBar form={form} state={state} setState={setState} />
      <ViewBody
        key={viewKey}
        info={info}
        view={view}
        prefs={prefs}
        state={state}
        setState={setState}
        openRecord={openRecord}
        create={create}
      />
      <RecordDrawer
        info={info}
        id={state.record}
        tab={state.tab}
        onTab={(tab) => setState({ ...state, tab }, { replace: true })}
        onClose={closeSide}
      />
      <CreateDrawer
        info={info}
        prefill={state.create}
        draft={state.draft}
        onClose={closeSide}
        onCreated={(id) => openRecord(id)}
      />
    </div>
  );
}

function ViewBody(props: {
  readonly info: FormInfo;
  readonly view: ViewDocument;
  readonly prefs: string;
  readonly state: ListState;
  readonly setState: (state: ListState) => void;
  readonly openRecord: (id: string) => void;
  readonly create: (prefill: Readonly<Record<string, string>>) => void;
}) {
  const { view, state } = props;
  const { View } = viewFacets.get(view.kind);
  const query = useMemo(() => {
    const filter = allOf(view.filter, state.filter);
    const sort = state.sort ?? view.sort;
    return {
      ...(filter === undefined ? {} : { filter }),
      ...(state.search ? { search: state.search } : {}),
      ...(sort?.length ? { sort: [...sort] } : {}),
    };
  }, [view, state.filter, state.search, state.sort]);
  return (
    <div className="v-body">
      <SearchedProvider search={state.search}>
        <View {...props} config={view.config as JsonObject} query={query} empty={<Nothing {...props} />} />
      </SearchedProvider>
    </div>
  );
}

/** An empty list says why, and what to do first. */
function Nothing(props: Parameters<typeof ViewBody>[0]) {
  const t = useT();
  const { text } = useLocale();
  const { info, state } = props;
  const { go } = useNavigation();
  if (state.filter !== undefined || state.search) {
    const { filter: _, search: __, ...rest } = state;
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
