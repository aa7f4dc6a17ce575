import { listFields } from '@trellis/forms/react';
import type { JsonObject, ViewDocument } from '@trellis/metadata';
import { Sheet, useLocale, useMe, useToast } from '@trellis/ui/react';
import { Button, Input, Segmented, Select, Switch } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useFieldLabel } from '../data/labels.tsx';
import { viewFacets } from '../kinds/facets.tsx';
import { viewKinds } from '../kinds/registry.ts';
import type { EditedView, ListedPlace } from '../list/place.ts';
import { useT } from '../messages.ts';
import { asSaved } from '../state/shown.ts';
import { ColorList } from './color-list.tsx';
import { FilterPart } from './filter-part.tsx';
import { GroupList } from './group-list.tsx';
import { RowHeightSwitch } from './row-height.tsx';
import { SortList } from './sort-list.tsx';
import './settings.css';
import { TotalList } from './total-list.tsx';

/** Everything that a view says, in one sheet; nothing changes before it is saved. */
export function ViewEditor({
  info,
  edited,
  actions,
  state,
  setState,
  onClose,
}: Pick<ListedPlace, 'info' | 'actions' | 'state' | 'setState'> & {
  readonly edited: EditedView;
  readonly onClose: () => void;
}) {
  const t = useT();
  const { text, locale } = useLocale();
  const toast = useToast();
  const label = useFieldLabel(info.form);
  const admin = useMe().data?.admin ?? false;
  const listed = 'listed' in edited ? edited.listed : undefined;
  const [view, setView] = useState<ViewDocument>('listed' in edited ? edited.listed.document : edited.fresh);
  const [of, setOf] = useState<'all' | 'me'>(
    'listed' in edited ? (edited.listed.of === 'me' ? 'me' : 'all') : edited.of,
  );
  const [busy, setBusy] = useState(false);
  const name = useId();
  const { Settings, uses = [] } = viewFacets.get(view.kind);
  const kind = viewKinds.get(view.kind);
  const set = (change: Partial<ViewDocument>) => setView((before) => ({ ...before, ...change }));

  const save = async () => {
    setBusy(true);
    try {
      const key = listed ? listed.name : await actions.add(view, of);
      if (listed) {
        await actions.save(listed, view);
        await actions.reset(listed.name);
      }
      const { record: _, tab: __, ...rest } = asSaved(state);
      setState({ ...rest, view: key });
      toast.success(t('viewSaved'));
      onClose();
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={listed ? t('viewSettings') : t('viewNewOf', { kind: text(kind.label) })}
      desk="drawer"
      phone="full"
      width={560}
      maskClosable={false}
      footer={
        <div className="v-editor-foot">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" loading={busy} disabled={!view.label.zh.trim()} onClick={() => void save()}>
            {t(of === 'all' ? 'viewSaveForAll' : 'save')}
          </Button>
        </div>
      }
    >
      <div className="v-editor">
        <label htmlFor={name}>{t('viewName')}</label>
        <Input
          id={name}
          maxLength={60}
          value={text(view.label)}
          onChange={({ target: { value } }) =>
            set({
              label:
                locale === 'en'
                  ? { ...view.label, en: value, zh: view.label.zh || value }
                  : { ...view.label, zh: value },
            })
          }
        />
        {listed || !admin ? null : (
          <Segmented
            aria-label={t('viewFor')}
            value={of}
            onChange={setOf}
            options={[
              { value: 'all' as const, label: t('viewForAll') },
              { value: 'me' as const, label: t('viewForMe') },
            ]}
          />
        )}
        {Settings ? (
          <Part title={text(kind.label)}>
            <Settings info={info} config={view.config} onChange={(config: JsonObject) => set({ config })} />
          </Part>
        ) : null}
        <Part title={t('filter')}>
          <FilterPart
            through
            form={info.form}
            value={view.filter}
            onChange={(filter) => setView(withFilter(view, filter))}
          />
        </Part>
        <Part title={t('quickFilters')} help={t('quickHelp')}>
          <Select
            mode="multiple"
            aria-label={t('quickFilters')}
            placeholder={t('quickNone')}
            maxCount={10}
            showSearch={{ optionFilterProp: 'label' }}
            value={[...(view.quick ?? [])]}
            options={listFields(info.form)
              .filter(({ within, field }) => !within && !field?.owned)
              .map(({ key }) => ({ value: key, label: label(key) }))}
            onChange={(quick: string[]) => set({ quick })}
          />
        </Part>
        <Part title={t('sort')}>
          <SortList info={info} sort={view.sort ?? []} onChange={(sort) => set({ sort })} />
        </Part>
        {uses.includes('group') ? (
          <Part title={t('group')}>
            <GroupList info={info} group={view.group ?? []} onChange={(group) => set({ group })} />
          </Part>
        ) : null}
        {uses.includes('colors') ? (
          <Part title={t('colors')} help={t('colorsHelp')}>
            <ColorList info={info} colors={view.colors ?? []} onChange={(colors) => set({ colors })} />
          </Part>
        ) : null}
        {uses.includes('totals') ? (
          <Part title={t('totals')} help={t('totalsHelp')}>
            <TotalList info={info} totals={view.totals ?? {}} onChange={(totals) => set({ totals })} />
          </Part>
        ) : null}
        {uses.includes('rowHeight') ? (
          <Part title={t('rowHeight')}>
            <RowHeightSwitch value={view.rowHeight} onChange={(rowHeight) => set({ rowHeight })} />
          </Part>
        ) : null}
        {of === 'all' && admin ? (
          <div className="v-editor-switch">
            <Switch
              aria-labelledby={`${name}-lock`}
              checked={view.locked ?? false}
              onChange={(locked) => set({ locked })}
            />
            <span id={`${name}-lock`}>
              {t('viewLock')}
              <small>{t('viewLockHelp')}</small>
            </span>
          </div>
        ) : null}
      </div>
    </Sheet>
  );
}

const withFilter = ({ filter: _, ...view }: ViewDocument, filter: ViewDocument['filter']): ViewDocument =>
  filter === undefined ? view : { ...view, filter };

function Part(props: { readonly title: string; readonly help?: string; readonly children: ReactNode }) {
  return (
    <section className="v-editor-part" aria-label={props.title}>
      <h3>{props.title}</h3>
      {props.help ? <p className="t-muted">{props.help}</p> : null}
      {props.children}
    </section>
  );
}
