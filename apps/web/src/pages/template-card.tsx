import { Link } from '@tanstack/react-router';
import type { OptionColor } from '@trellis/metadata';
import { Icon, optionColors, type Reply, useLocale } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { useT } from '../messages.ts';
import { useHere } from '../shell/here.tsx';

export type TemplateInfo = Reply<'listTemplates'>['templates'][number];

/** A template of the gallery: what it is, what comes with it, and what can be done with it now. */
export function TemplateCard(props: {
  readonly template: TemplateInfo;
  readonly onInstall: () => void;
  readonly onUninstall: () => void;
}) {
  const { template } = props;
  const t = useT();
  const { text, locale } = useLocale();
  const { ws } = useHere();
  const { installed } = template;
  const names = template.forms.map((form) => text(form.label)).join(locale === 'zh' ? '、' : ', ');
  return (
    <article className="w-card">
      <div className="w-card-head">
        <span
          className="w-app-icon"
          style={{ background: optionColors(template.color as OptionColor).solid }}
        >
          <Icon name={template.icon ?? 'app'} />
        </span>
        <div>
          <h2>{text(template.label)}</h2>
          <p className="t-num">
            {installed
              ? t('installed', { version: installed.version })
              : t('version', { version: template.version })}
          </p>
        </div>
      </div>
      {template.help ? <p className="w-card-help">{text(template.help)}</p> : null}
      <p className="w-card-forms" title={names}>
        {names}
      </p>
      <p className="w-card-counts t-num">
        <span>
          <Icon name="form" /> {t('formCount', { count: template.forms.length })}
        </span>
        <span>
          <Icon name="database" /> {t('sampleCount', { count: template.sampleRecords })}
        </span>
      </p>
      <div className="w-card-actions">
        {installed ? (
          <>
            <Link to="/w/$ws/a/$app" params={{ ws, app: installed.app }}>
              <Button type="primary" tabIndex={-1}>
                {t('open')}
              </Button>
            </Link>
            {installed.version === template.version ? null : (
              <Button onClick={props.onInstall}>{t('update', { version: template.version })}</Button>
            )}
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  {
                    key: 'uninstall',
                    danger: true,
                    icon: <Icon name="delete" />,
                    label: t('uninstall'),
                    onClick: props.onUninstall,
                  },
                ],
              }}
            >
              <Button type="text" icon={<Icon name="more" />} aria-label={t('more')} />
            </Dropdown>
          </>
        ) : (
          <Button type="primary" onClick={props.onInstall}>
            {t('install')}
          </Button>
        )}
      </div>
    </article>
  );
}
