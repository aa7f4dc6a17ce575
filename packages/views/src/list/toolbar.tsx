import type { ViewDocument } from '@trellis/metadata';
import { Icon, useIsPhone, useLocale, useMe } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { useExport } from '../data/use-export.tsx';
import { DraftBoxButton } from '../drafts/draft-box.tsx';
import { viewFacets } from '../kinds/facets.tsx';
import { viewKinds } from '../kinds/registry.ts';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { allOf, type ListState } from '../state/list-state.ts';
import { FilterButton } from './filter-button.tsx';
import { SearchBox } from './search-box.tsx';
import { SortButton } from './sort-button.tsx';

/** One line: views at the left, what narrows and orders them at the right, then what adds to them. */
export function Toolbar(props: {
  readonly info: FormInfo;
  readonly views: ReadonlyMap<string, ViewDocument>;
  readonly viewKey: string;
  readonly view: ViewDocument;
  readonly prefs: string;
  readonly state: ListState;
  readonly setState: (state: ListState, options?: { replace?: boolean }) => void;
  readonly create: (prefill: Readonly<Record<string, string>>, draft?: string) => void;
  readonly openRecord: (id: string) => void;
}) {
  const { info, view, state, setState } = props;
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const download = useExport(info);
  const admin = useMe().data?.admin ?? false;
  const { go } = useNavigation();
  const design = () => go({ kind: 'design', app: info.form.app, form: info.form.key });
  const offering = () => go({ kind: 'public', app: info.form.app, form: info.form.key });
  const importing = () => go({ kind: 'import', app: info.form.app, form: info.form.key });
  const { Tools } = viewFacets.get(view.kind);
  const exporting = (format: 'csv' | 'xlsx') => {
    const filter = allOf(view.filter, state.filter);
    const sort = state.sort ?? view.sort;
    return download(format, {
      fields: [...viewKinds.get(view.kind).fields(view.config, info.form)],
      ...(filter === undefined ? {} : { filter }),
      ...(state.search ? { search: state.search } : {}),
      ...(sort ? { sort: [...sort] } : {}),
    });
  };
  return (
    <div className="v-toolbar">
      <div className="v-tabs" role="tablist" aria-label={t('views')}>
        {[...props.views].map(([key, one]) => (
          <button
            key={key}
            type="button"
            role="tab"
            aria-selected={key === props.viewKey}
            className="v-tab"
            // A filter stays when the view changes; a sort belongs to the view.
            onClick={() => {
              const { sort: _, record: __, tab: ___, ...rest } = state;
              setState({ ...rest, view: key });
            }}
          >
            <Icon name={viewKinds.get(one.kind).icon} />
            <span>{text(one.label)}</span>
          </button>
        ))}
      </div>
      <div className="v-tools">
        <FilterButton form={info.form} state={state} setState={setState} />
        <SortButton info={info} view={view} state={state} setState={setState} />
        {Tools ? <Tools info={info} config={view.config} prefs={props.prefs} /> : null}
        <SearchBox label={text(info.label)} state={state} setState={setState} />
        <DraftBoxButton
          info={info}
          whenFilled
          onContinue={(one) => (one.version === null ? props.create({}, one.id) : props.openRecord(one.id))}
        />
        {admin && !phone ? (
          <Button type="text" icon={<Icon name="tool" />} onClick={design}>
            {t('design')}
          </Button>
        ) : null}
        {info.actions.has('import') || info.actions.has('export') || admin ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
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
                  ? (['xlsx', 'csv'] as const).map((format) => ({
                      key: format,
                      icon: <Icon name="export" />,
                      label: t(format === 'csv' ? 'exportCsv' : 'exportXlsx'),
                      onClick: () => void exporting(format),
                    }))
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
      </div>
    </div>
  );
}
