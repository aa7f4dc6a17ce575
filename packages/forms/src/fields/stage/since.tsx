import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { useDesignActions } from '../../widgets/design-actions.tsx';
import { useFormInDesign } from '../../widgets/form-in-design.tsx';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import type { StageConfig } from './model.ts';

/** The field that keeps since when a record has been in its stage: one that there is, or a new one. */
export function SinceSetting({
  config,
  onChange,
}: {
  config: StageConfig;
  onChange: (config: StageConfig) => void;
}) {
  const t = useChoiceT();
  const { locale } = useLocale();
  const form = useFormInDesign();
  const actions = useDesignActions();
  const moments = [...(form?.fields.values() ?? [])].filter(({ kind, many }) => kind === 'datetime' && !many);
  const add = () => {
    if (!actions) return;
    const { zh, en } = actions.label;
    actions.addField(
      {
        type: 'datetime',
        label: { zh: `进入${zh}时间`, ...(en ? { en: `${en} since` } : {}) },
        meta: () => ({ readonly: true }),
      },
      (since) => ({ ...config, since }),
    );
  };
  return (
    <Setting label={t('since')} hint={t('sinceHint')}>
      {(id) => (
        <div className="f-pair">
          <Select<string>
            id={id}
            style={{ width: '100%', minWidth: 0 }}
            allowClear
            value={config.since ?? null}
            options={moments.map(({ key, meta }) => ({ value: key, label: localText(meta.label, locale) }))}
            onChange={(since) => onChange(withSetting(config, 'since', since ?? undefined))}
          />
          {actions && config.since === undefined ? <Button onClick={add}>{t('sinceNew')}</Button> : null}
        </div>
      )}
    </Setting>
  );
}
