import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Checkbox, Segmented, Select, Switch } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { facetOf } from '../../widgets/parts.ts';
import { Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { useT } from './messages.tsx';
import { ROW_ACTIONS, type SubformConfig, TOTALS, type Total } from './model.ts';

/** What concerns the rows as a whole; the columns are designed like fields. */
export function SubformSettings({ config, onChange }: SettingsProps<SubformConfig>) {
  const t = useT();
  const { locale } = useLocale();
  const columns = Object.entries(config.form.properties).map(([value, { trellis }]) => ({
    value,
    label: localText(trellis.label, locale),
  }));
  const numbers = columns.filter(({ value }) => {
    const type = config.form.properties[value]?.trellis.type;
    return type !== undefined && facetOf(type).align === 'right';
  });
  const totalOf = (column: string) => config.totals?.find((one) => one.column === column)?.of;
  const setTotal = (column: string, of: Total | 'none') => {
    const others = (config.totals ?? []).filter((one) => one.column !== column);
    const next = of === 'none' ? others : [...others, { column, of }];
    onChange(withSetting(config, 'totals', next.length > 0 ? next : undefined));
  };
  const denied = new Set(config.denied);
  return (
    <>
      <WholeNumberSetting
        label={t('minRows')}
        value={config.min ?? 0}
        min={0}
        max={1000}
        onChange={(min) => onChange(withSetting(config, 'min', min || undefined))}
      />
      <WholeNumberSetting
        label={t('maxRows')}
        value={config.max ?? 200}
        min={1}
        max={1000}
        onChange={(max) => onChange({ ...config, max })}
      />
      <WholeNumberSetting
        label={t('emptyRows')}
        value={config.empty ?? 0}
        min={0}
        max={50}
        onChange={(empty) => onChange(withSetting(config, 'empty', empty || undefined))}
      />
      <Setting label={t('distinct')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            style={{ width: '100%' }}
            value={[...(config.distinct ?? [])]}
            options={columns}
            optionFilterProp="label"
            onChange={(next: string[]) =>
              onChange(withSetting(config, 'distinct', next.length > 0 ? next : undefined))
            }
          />
        )}
      </Setting>
      <Setting label={t('showRowNumber')}>
        {(id) => (
          <Switch
            id={id}
            checked={config.rowNumber ?? false}
            onChange={(rowNumber) => onChange({ ...config, rowNumber })}
          />
        )}
      </Setting>
      <fieldset className="f-setting f-rows-allowed">
        <legend>{t('allowed')}</legend>
        <Checkbox.Group
          value={ROW_ACTIONS.filter((action) => !denied.has(action))}
          options={ROW_ACTIONS.map((action) => ({ value: action, label: t(action) }))}
          onChange={(allowed) => {
            const next = ROW_ACTIONS.filter((action) => !allowed.includes(action));
            onChange(withSetting(config, 'denied', next.length > 0 ? next : undefined));
          }}
        />
      </fieldset>
      {numbers.length > 0 ? (
        <fieldset className="f-setting f-rows-totals">
          <legend>{t('totals')}</legend>
          {numbers.map(({ value, label }) => (
            <div key={value} className="f-rows-total">
              <span className="t-ellipsis">{label}</span>
              <Select<Total | 'none'>
                size="small"
                aria-label={`${t('totals')} ${label}`}
                value={totalOf(value) ?? 'none'}
                options={[
                  { value: 'none' as const, label: t('noTotal') },
                  ...TOTALS.map((of) => ({ value: of, label: t(of) })),
                ]}
                onChange={(of) => setTotal(value, of)}
              />
            </div>
          ))}
        </fieldset>
      ) : null}
      <div className="f-setting">
        <div className="f-setting-title">{t('phone')}</div>
        <Segmented<'cards' | 'list'>
          block
          aria-label={t('phone')}
          value={config.phone ?? 'cards'}
          options={[
            { value: 'cards', label: t('cards') },
            { value: 'list', label: t('list') },
          ]}
          onChange={(phone) => onChange({ ...config, phone })}
        />
      </div>
    </>
  );
}
