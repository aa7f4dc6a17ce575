import { Icon, later, useLocale, useMe } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { viewKinds } from '../kinds/registry.ts';
import { useT } from '../messages.ts';
import { asSaved, isAdjusted } from '../state/shown.ts';
import type { ListedPlace } from './place.ts';
import { useTabDrag } from './use-tab-drag.tsx';
import { useViewMenu } from './use-view-menu.tsx';

const ArrangeViews = later(async () => (await import('./arrange-views.tsx')).ArrangeViews);

/** The views of a form: which is shown, what can be done to it, and new ones. */
export function ViewTabs(place: ListedPlace) {
  const { info, views, listed, state, setState, adjustment } = place;
  const t = useT();
  const { text } = useLocale();
  const admin = useMe().data?.admin ?? false;
  const [arranging, setArranging] = useState<boolean>();
  const tabs = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever view is shown has its tab in sight
  useEffect(() => {
    const tab = tabs.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [listed.name]);
  const dragOf = useTabDrag(place, admin);
  const menuOf = useViewMenu(place, () => setArranging(true));
  const kinds = viewKinds.list().flatMap((kind) => {
    const config = kind.config.defaults(info.form);
    return config ? [{ kind, config }] : [];
  });
  const changed = !listed.document.locked && isAdjusted(adjustment, state);
  return (
    <div className="v-views">
      <div ref={tabs} className="v-tabs" role="tablist" aria-label={t('views')}>
        {[...views.values()].map((one) => {
          const { name, document, of } = one;
          return (
            <Dropdown key={name} trigger={['contextMenu']} menu={{ items: menuOf(one) }}>
              <button
                type="button"
                role="tab"
                aria-selected={name === listed.name}
                className="v-tab"
                {...dragOf(one)}
                // A filter stays when the view changes; order, groups and picked values belong to the view.
                onClick={() => {
                  const { record: _, tab: __, ...rest } = asSaved(state);
                  setState({ ...rest, view: name });
                }}
              >
                <Icon name={viewKinds.get(document.kind).icon} />
                <span>{text(document.label)}</span>
                {of === 'me' ? <Mark icon="user" label={t('viewMine')} /> : null}
                {document.locked ? <Mark icon="lock" label={t('viewLocked')} /> : null}
              </button>
            </Dropdown>
          );
        })}
      </div>
      <Dropdown trigger={['click']} menu={{ items: menuOf(listed) }}>
        <Button
          type="text"
          size="small"
          className="v-view-menu"
          data-changed={changed || undefined}
          icon={<Icon name="down" />}
          aria-label={t(changed ? 'viewMenuChanged' : 'viewMenu', { view: text(listed.document.label) })}
        >
          {changed ? t('viewChanged') : null}
        </Button>
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{
          items: kinds.map(({ kind, config }) => ({
            key: kind.type,
            icon: <Icon name={kind.icon} />,
            label: (
              <span className="v-kind">
                {text(kind.label)}
                <small>{text(kind.description)}</small>
              </span>
            ),
            onClick: () =>
              place.edit({
                fresh: {
                  vocabulary: 1,
                  form: info.form.key,
                  kind: kind.type,
                  label: kind.label,
                  config,
                },
                of: admin ? 'all' : 'me',
              }),
          })),
        }}
      >
        <Button type="text" size="small" icon={<Icon name="plus" />} aria-label={t('viewNew')} />
      </Dropdown>
      {arranging === undefined ? null : (
        <ArrangeViews {...place} open={arranging} onClose={() => setArranging(false)} />
      )}
    </div>
  );
}

const Mark = ({ icon, label }: { readonly icon: string; readonly label: string }) => (
  <span className="v-tab-mark" role="img" aria-label={label} title={label}>
    <Icon name={icon} />
  </span>
);
