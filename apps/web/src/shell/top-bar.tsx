import { Link } from '@tanstack/react-router';
import { Icon, MemberAvatar, useLocale, useMe } from '@trellis/ui/react';
import { SearchEntry, useClientCatalog } from '@trellis/views/react';
import { Button, Dropdown } from 'antd';
import { Fragment } from 'react';
import { useT } from '../messages.ts';
import { Bell } from './bell.tsx';
import { useCrumbs } from './crumbs.tsx';
import { useHere, useMenuApp } from './here.tsx';
import { useMemberActions } from './member-menu.tsx';

/** Where one is, the language, and oneself. */
export function TopBar() {
  const t = useT();
  const { locale } = useLocale();
  const me = useMe().data;
  const crumbs = useCrumbs(useClientCatalog());
  const menuApp = useMenuApp();
  const { ws } = useHere();
  const { account, mode, modes, setMode, choose, toMessageSettings, toBatches, toExports, logout } =
    useMemberActions();
  const name = me?.name ?? account?.name ?? '';
  return (
    <header className="w-top">
      <nav className="w-crumbs" aria-label={t('home')}>
        {crumbs.map((crumb, i) => (
          <Fragment key={crumb.label}>
            {i > 0 ? <span aria-hidden>/</span> : null}
            {crumb.to ? (
              <Link {...crumb.to} className="t-ellipsis">
                {crumb.label}
              </Link>
            ) : (
              <span className="t-ellipsis" aria-current="page">
                {crumb.label}
              </span>
            )}
          </Fragment>
        ))}
      </nav>
      <SearchEntry app={menuApp} />
      <Link
        to="/w/$ws/followed"
        params={{ ws }}
        className="w-top-link"
        title={t('followed')}
        aria-label={t('followed')}
      >
        <Icon name="star" />
      </Link>
      <Bell />
      <Button
        type="text"
        icon={<Icon name="globe" />}
        title={t('switchLanguage')}
        onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}
      >
        {locale === 'zh' ? 'English' : '中文'}
      </Button>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          selectedKeys: [mode],
          items: [
            {
              key: 'who',
              type: 'group',
              label: (
                <span className="w-who">
                  <strong>{name}</strong>
                  <span>{account?.email}</span>
                </span>
              ),
            },
            { type: 'divider' },
            {
              key: 'theme',
              type: 'group',
              label: t('theme'),
              children: modes.map(({ value, label }) => ({
                key: value,
                label,
                icon: <Icon name={value === 'dark' ? 'moon' : value === 'light' ? 'sun' : 'settings'} />,
                onClick: () => setMode(value),
              })),
            },
            { type: 'divider' },
            {
              key: 'messages',
              label: t('messageSettings'),
              icon: <Icon name="bell" />,
              onClick: toMessageSettings,
            },
            {
              key: 'batches',
              label: t('batches'),
              icon: <Icon name="history" />,
              onClick: toBatches,
            },
            {
              key: 'exports',
              label: t('exports'),
              icon: <Icon name="export" />,
              onClick: toExports,
            },
            { key: 'logout', label: t('logout'), icon: <Icon name="logout" />, onClick: logout },
          ],
        }}
      >
        <button type="button" className="w-me">
          <span className="t-sr-only">{t('account')}: </span>
          <MemberAvatar name={name} id={me?.id} size={28} />
        </button>
      </Dropdown>
    </header>
  );
}
