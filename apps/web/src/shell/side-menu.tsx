import { Icon, useLocale } from '@trellis/ui/react';
import { useClientCatalog, usePref } from '@trellis/views/react';
import { Button, Tooltip } from 'antd';
import { useT } from '../messages.ts';
import { AppMenu } from './app-menu.tsx';
import { useHere } from './here.tsx';

/** The second column: the menu of the app that the page is in. It folds away and stays so. */
export function SideMenu() {
  const t = useT();
  const { text } = useLocale();
  const { app } = useHere();
  const document = useClientCatalog().apps.get(app ?? '');
  const [folded, setFolded] = usePref('trellis.menu.folded', false);
  if (!app || !document) return null;
  const label = folded ? t('expandMenu') : t('collapseMenu');
  const toggle = (
    <Tooltip title={label} placement="right">
      <Button
        type="text"
        size="small"
        className="w-menu-toggle"
        icon={<Icon name={folded ? 'menu-unfold' : 'menu-fold'} />}
        aria-label={label}
        aria-expanded={!folded}
        onClick={() => setFolded(!folded)}
      />
    </Tooltip>
  );
  if (folded) return <div className="w-menu w-menu-folded">{toggle}</div>;
  return (
    <nav className="w-menu" aria-label={t('appMenu')}>
      <div className="w-menu-head">
        <strong className="t-ellipsis" title={text(document.label)}>
          {text(document.label)}
        </strong>
        {toggle}
      </div>
      <div className="w-menu-body">
        <AppMenu app={app} />
      </div>
    </nav>
  );
}
