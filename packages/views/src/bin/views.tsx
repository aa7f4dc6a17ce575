import { BIN_DAYS } from '@trellis/metadata';
import { EmptyState, Icon, RelativeTime, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useClientCatalog } from '../catalog/provider.tsx';
import { viewKinds } from '../kinds/registry.ts';
import { useT } from './messages.ts';
import { type BinnedView, useBinActions } from './use-bin.ts';

/** Deleted views, the latest first. */
export function BinnedViews(props: { readonly app: string; readonly views: readonly BinnedView[] }) {
  const t = useT();
  if (props.views.length === 0)
    return (
      <EmptyState icon="layout" title={t('noViews')} description={t('noViewsText', { days: BIN_DAYS })} />
    );
  return (
    <ul className="v-bin-list">
      {props.views.map((view) => (
        <Row key={view.name} app={props.app} view={view} />
      ))}
    </ul>
  );
}

function Row({ app, view }: { readonly app: string; readonly view: BinnedView }) {
  const t = useT();
  const { text } = useLocale();
  const { tz } = useWorkspace();
  const toast = useToast();
  const catalog = useClientCatalog();
  const { restoreView } = useBinActions(app);
  const [busy, setBusy] = useState(false);
  const info = catalog.forms.get(`${app}:${view.form}`);
  const title = text(view.label);
  const restore = async () => {
    setBusy(true);
    try {
      await restoreView(view);
      toast.success(t('viewRestored', { title }));
    } catch (error) {
      toast.error(error);
      setBusy(false);
    }
  };
  return (
    <li>
      <Icon name={viewKinds.find(view.kind)?.icon ?? 'layout'} />
      <div className="v-bin-about">
        <span className="v-bin-title">
          <strong className="t-ellipsis">{title}</strong>
          <Tag>{t(view.own ? 'own' : 'shared')}</Tag>
        </span>
        <span className="v-bin-note">
          {info ? <span>{text(info.label)}</span> : null}
          <span>{view.by ? t('deletedBy', { name: view.by }) : t('deleted')}</span>
          <RelativeTime value={view.deletedAt} tz={tz} />
        </span>
      </div>
      <Button size="small" icon={<Icon name="undo" />} loading={busy} onClick={() => void restore()}>
        {t('restore')}
      </Button>
    </li>
  );
}
