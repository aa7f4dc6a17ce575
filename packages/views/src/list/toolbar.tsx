import { comparedFields } from '@trellis/forms/model';
import type { Expr } from '@trellis/logic';
import { Icon, useIsPhone, useLocale, useMe } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { DraftBoxButton } from '../drafts/draft-box.tsx';
import { useExportDialog } from '../export/use-export-dialog.tsx';
import { viewFacets } from '../kinds/facets.tsx';
import { viewKinds } from '../kinds/registry.ts';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { useT as usePastT } from '../past/messages.ts';
import { narrowed } from '../state/list-state.ts';
import { FilterButton } from './filter-button.tsx';
import type { ListedPlace } from './place.ts';
import { SearchBox } from './search-box.tsx';
import { GroupButton, SortButton } from './sort-button.tsx';
import { ViewTabs } from './view-tabs.tsx';

const FOLLOWED: Expr = { '==': [{ var: '_followed' }, true] };

/** A filter that keeps what the member follows; undefined where it does so already. */
const onlyFollowed = (filter: Expr | undefined): Expr | undefined =>
  JSON.stringify(filter ?? null).includes(JSON.stringify(FOLLOWED)) ? undefined : narrowed(filter, FOLLOWED);

const PastList = lazy(async () => ({ default: (await import('../past/past-list.tsx')).PastList }));

/** One line: views at the left, what narrows and orders them at the right, then what adds to them. */
export function Toolbar(
  props: ListedPlace & {
    readonly create: (prefill: Readonly<Record<string, string>>, draft?: string) => void;
    readonly openRecord: (id: string) => void;
    /** Begins to tick records. */
    readonly onPick: () => void;
  },
) {
  const { info, shown, listed, state, setState, adjust } = props;
  const { view, query } = shown;
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const pastT = usePastT();
  const [looking, setLooking] = useState(false);
  const [exporting, exportDialog] = useExportDialog(info);
  const admin = useMe().data?.admin ?? false;
  const { go } = useNavigation();
  const design = () => go({ kind: 'design', app: info.form.app, form: info.form.key });
  const offering = () => go({ kind: 'public', app: info.form.app, form: info.form.key });
  const bin = () => go({ kind: 'bin', app: info.form.app, form: info.form.key });
  const duplicates = () => go({ kind: 'duplicates', app: info.form.app, form: info.form.key });
  const compares = comparedFields(info.form).size > 0;
  const followed = onlyFollowed(state.filter);
  const importing = () => go({ kind: 'import', app: info.form.app, form: info.form.key });
  const { Tools, uses, picks } = viewFacets.get(view.kind);
  const pickable = picks === 'always' || (picks === 'phone' && phone);
  const kind = viewKinds.get(view.kind);
  const fields = [...kind.fields(view.config, info.form)];
  const columns = [...(kind.columns ?? kind.fields)(view.config, info.form)];
  return (
    <div className="v-toolbar">
      <ViewTabs {...props} />
      <div className="v-tools">
        {listed.document.locked && !admin ? null : (
          <FilterButton info={info} state={state} setState={setState} />
        )}
        <SortButton {...props} />
        {uses?.includes('group') ? <GroupButton {...props} /> : null}
        {Tools ? (
          <Tools info={info} view={view} config={view.config} prefs={info.form.ref} adjust={adjust} />
        ) : null}
        <SearchBox label={text(info.label)} state={state} setState={setState} />
        <DraftBoxButton
          info={info}
          whenFilled
          onContinue={(one) => (one.version === null ? props.create({}, one.id) : props.openRecord(one.id))}
        />
        {admin && !phone ? (
          <Button type="text" icon={<Icon name="tool" />} title={t('design')} onClick={design}>
            {t('design')}
          </Button>
        ) : null}
        {pickable ||
        followed ||
        info.actions.has('import') ||
        info.actions.has('export') ||
        info.actions.has('delete') ||
        compares ||
        admin ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                ...(pickable
                  ? [
                      {
                        key: 'pick',
                        icon: <Icon name="check-square" />,
                        label: t('pickSome'),
                        onClick: props.onPick,
                      },
                    ]
                  : []),
                ...(followed
                  ? [
                      {
                        key: 'followed',
                        icon: <Icon name="star" />,
                        label: t('onlyFollowed'),
                        onClick: () => setState({ ...state, filter: followed }),
                      },
                    ]
                  : []),
                ...(info.actions.has('import')
                  ? [
                      {
                        key: 'import',
                        icon: <Icon name="import" />,
                        label: t('importFile'),
                        onClick: importing,
                      },
                    ]
                  : []),
                ...(info.actions.has('export')
                  ? [
                      {
                        key: 'export',
                        icon: <Icon name="export" />,
                        label: t('exportFile'),
                        onClick: () => exporting({ fields: columns, ...query }),
                      },
                    ]
                  : []),
                ...(compares
                  ? [
                      {
                        key: 'duplicates',
                        icon: <Icon name="copy" />,
                        label: t('duplicates'),
                        onClick: duplicates,
                      },
                    ]
                  : []),
                {
                  key: 'past',
                  icon: <Icon name="field-time" />,
                  label: pastT('list'),
                  onClick: () => setLooking(true),
                },
                ...(info.actions.has('delete')
                  ? [{ key: 'bin', icon: <Icon name="delete" />, label: t('bin'), onClick: bin }]
                  : []),
                ...(admin
                  ? [
                      {
                        key: 'public',
                        icon: <Icon name="globe" />,
                        label: t('publicForm'),
                        onClick: offering,
                      },
                    ]
                  : []),
                ...(admin && phone
                  ? [{ key: 'design', icon: <Icon name="tool" />, label: t('design'), onClick: design }]
                  : []),
              ],
            }}
          >
            <Button type="text" icon={<Icon name="more" />} aria-label={t('more')} />
          </Dropdown>
        ) : null}
        {info.actions.has('create') ? (
          <Button
            type="primary"
            icon={<Icon name="plus" />}
            onClick={() => props.create({})}
            aria-label={t('createIn', { form: text(info.label) })}
          >
            {phone ? null : t('create')}
          </Button>
        ) : null}
        {exportDialog}
        {looking ? (
          <Suspense fallback={null}>
            <PastList info={info} query={query} fields={fields} onClose={() => setLooking(false)} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
