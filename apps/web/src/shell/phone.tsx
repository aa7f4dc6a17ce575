import { Link, useNavigate } from '@tanstack/react-router';
import { EmptyState, Icon, MemberAvatar, Sheet, useLocale, useMe } from '@trellis/ui/react';
import { SearchEntry, useClientCatalog } from '@trellis/views/react';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useT } from '../messages.ts';
import { AppMenu } from './app-menu.tsx';
import { Bell } from './bell.tsx';
import { useCrumbs } from './crumbs.tsx';
import { useHere, useMenuApp } from './here.tsx';
import { useMemberActions } from './member-menu.tsx';
import { menuOf } from './menu-items.ts';
import { NewForm } from './new-form.tsx';

/** On a phone: where one is, and the way back. */
export function PhoneTop() {
  const t = useT();
  const crumbs = useCrumbs(useClientCatalog());
  const here = crumbs.at(-1);
  const menuApp = useMenuApp();
  const { id } = useHere();
  const up = id ? crumbs.at(-1)?.to : undefined;
  return (
    <header className="w-phone-top">
      {up ? (
        <Link {...up} aria-label={t('back')} className="w-phone-back">
          <Icon name="left" />
        </Link>
      ) : null}
      <span className="t-ellipsis">{here?.label}</span>
      <Bell />
      <SearchEntry app={menuApp} />
    </header>
  );
}

type Open = 'apps' | 'create' | 'mine' | null;

/** On a phone: the places one always gets to. */
export function PhoneBar() {
  const t = useT();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <nav className="w-phone-bar">
      <BarButton icon="appstore" label={t('apps')} onClick={() => setOpen('apps')} />
      <BarButton icon="plus" label={t('create')} onClick={() => setOpen('create')} />
      <BarButton icon="user" label={t('mine')} onClick={() => setOpen('mine')} />
      <Sheet open={open === 'apps'} onClose={close} title={t('apps')}>
        <Apps onGo={close} />
      </Sheet>
      <Sheet open={open === 'create'} onClose={close} title={t('createWhat')}>
        <Create onGo={close} />
      </Sheet>
      <Sheet open={open === 'mine'} onClose={close} title={t('mine')}>
        <Mine onGo={close} />
      </Sheet>
    </nav>
  );
}

function BarButton(props: { icon: string; label: string; onClick: () => void }) {
  return (
    <button type="button" onClick={props.onClick}>
      <Icon name={props.icon} />
      <span>{props.label}</span>
    </button>
  );
}

function Apps({ onGo }: { onGo: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const { apps } = useClientCatalog();
  const current = useMenuApp();
  const [shown, setShown] = useState(current);
  if (!shown) return <EmptyState icon="appstore" title={t('homeEmptyTitle')} />;
  return (
    <>
      {apps.size > 1 ? (
        <Segmented
          block
          value={shown}
          onChange={setShown}
          options={[...apps].map(([value, app]) => ({ value, label: text(app.label) }))}
        />
      ) : null}
      <AppMenu app={shown} onGo={onGo} />
    </>
  );
}

function Create({ onGo }: { onGo: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const { ws } = useHere();
  const app = useMenuApp();
  const navigate = useNavigate();
  const catalog = useClientCatalog();
  const document = catalog.apps.get(app ?? '');
  const entries = app && document ? menuOf(catalog, app, document).flatMap((group) => group.entries) : [];
  const choices = entries.flatMap(({ kind, key }) => {
    const info = kind === 'form' ? catalog.forms.get(`${app}:${key}`) : undefined;
    return info?.actions.has('create') ? [info] : [];
  });
  const records = choices.map(({ form, label }) => (
    <button
      key={form.ref}
      type="button"
      className="w-menu-item"
      onClick={() => {
        onGo();
        void navigate({
          to: '/w/$ws/a/$app/f/$form',
          params: { ws, app: form.app, form: form.key },
          search: { new: '1' },
        });
      }}
    >
      <Icon name={form.document.trellis.icon ?? 'file-text'} />
      <span className="t-ellipsis">{text(label)}</span>
    </button>
  ));
  return (
    <>
      {records.length > 0 ? records : <EmptyState icon="form" title={t('nothingToCreate')} />}
      {app ? (
        <div className="w-menu-design">
          <NewForm app={app} onGo={onGo} />
        </div>
      ) : null}
    </>
  );
}

function Mine({ onGo }: { onGo: () => void }) {
  const t = useT();
  const { ws } = useHere();
  const me = useMe().data;
  const { account, locale, choose, mode, modes, setMode, logout } = useMemberActions();
  const name = me?.name ?? account?.name ?? '';
  return (
    <div className="w-mine">
      <div className="w-mine-who">
        <MemberAvatar name={name} id={me?.id} size={40} />
        <span className="w-who">
          <strong>{name}</strong>
          <span>{account?.email}</span>
        </span>
      </div>
      {me?.admin ? (
        <>
          <Link to="/w/$ws/apps" params={{ ws }} className="w-menu-item" onClick={onGo}>
            <Icon name="appstore" />
            {t('gallery')}
          </Link>
          <Link to="/w/$ws/members" params={{ ws }} className="w-menu-item" onClick={onGo}>
            <Icon name="team" />
            {t('members')}
          </Link>
          <Link to="/w/$ws/indexes" params={{ ws }} className="w-menu-item" onClick={onGo}>
            <Icon name="thunder" />
            {t('indexes')}
          </Link>
          <Link to="/w/$ws/channels" params={{ ws }} className="w-menu-item" onClick={onGo}>
            <Icon name="send" />
            {t('channels')}
          </Link>
        </>
      ) : null}
      <Link to="/w/$ws/followed" params={{ ws }} className="w-menu-item" onClick={onGo}>
        <Icon name="star" />
        {t('followed')}
      </Link>
      <Link to="/w/$ws/notifications" params={{ ws }} className="w-menu-item" onClick={onGo}>
        <Icon name="bell" />
        {t('messageSettings')}
      </Link>
      <Link to="/w/$ws/batches" params={{ ws }} className="w-menu-item" onClick={onGo}>
        <Icon name="history" />
        {t('batches')}
      </Link>
      <Link to="/w/$ws/exports" params={{ ws }} className="w-menu-item" onClick={onGo}>
        <Icon name="export" />
        {t('exports')}
      </Link>
      <div className="w-mine-row">
        <span>{t('language')}</span>
        <Segmented
          value={locale}
          onChange={choose}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div className="w-mine-row">
        <span>{t('theme')}</span>
        <Segmented value={mode} onChange={setMode} options={[...modes]} />
      </div>
      <Button block icon={<Icon name="logout" />} onClick={logout}>
        {t('logout')}
      </Button>
    </div>
  );
}
