import { Link } from '@tanstack/react-router';
import type { OptionColor } from '@trellis/metadata';
import { Icon, optionColors, useLocale, useMe, useWorkspace } from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { useT } from '../messages.ts';
import { useHere } from './here.tsx';

/** The left-most column: the apps of the workspace, and at its foot what administrators manage. */
export function Rail() {
  const t = useT();
  const { text } = useLocale();
  const { apps } = useClientCatalog();
  const { ws, app: current } = useHere();
  const workspace = useWorkspace();
  const admin = useMe().data?.admin ?? false;
  return (
    <nav className="w-rail" aria-label={t('appList')}>
      <Link to="/w/$ws" params={{ ws }} className="w-rail-home" title={workspace.name}>
        {[...workspace.name][0]}
      </Link>
      <div className="w-rail-apps">
        {[...apps].map(([key, app]) => (
          <Link
            key={key}
            to="/w/$ws/a/$app"
            params={{ ws, app: key }}
            className="w-rail-item"
            title={text(app.label)}
            aria-current={key === current ? 'true' : undefined}
          >
            <span className="w-app-icon" style={{ background: optionColors(app.color as OptionColor).solid }}>
              <Icon name={app.icon ?? 'app'} />
            </span>
            <span className="w-rail-label">{text(app.label)}</span>
          </Link>
        ))}
      </div>
      {admin ? (
        <div className="w-rail-foot">
          <Link to="/w/$ws/apps" params={{ ws }} className="w-rail-item">
            <Icon name="appstore" />
            <span className="w-rail-label">{t('gallery')}</span>
          </Link>
          <Link to="/w/$ws/members" params={{ ws }} className="w-rail-item">
            <Icon name="team" />
            <span className="w-rail-label">{t('members')}</span>
          </Link>
          <Link to="/w/$ws/indexes" params={{ ws }} className="w-rail-item" title={t('indexes')}>
            <Icon name="thunder" />
            <span className="w-rail-label">{t('indexesShort')}</span>
          </Link>
          <Link to="/w/$ws/channels" params={{ ws }} className="w-rail-item">
            <Icon name="send" />
            <span className="w-rail-label">{t('channels')}</span>
          </Link>
        </div>
      ) : null}
    </nav>
  );
}
