import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { formNamed } from '../../compute/behind.ts';
import { pathChoices, rowsChoices } from '../../compute/choices.ts';
import { useDesignedForm } from '../../compute/designed-form.tsx';
import { useT } from '../../compute/messages.tsx';
import { takesKind } from '../../compute/program.ts';
import { ROLLUP_OPS } from '../../contract.ts';
import { FilterEditor } from '../../filter/filter-editor.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import type { RollupConfig } from './model.ts';
import './rollup.css';

export function RollupSettings({ config, onChange }: SettingsProps<RollupConfig>) {
  const t = useT();
  const { locale } = useLocale();
  const designed = useDesignedForm();
  const rows = designed ? rowsChoices(designed.form, designed.forms, locale) : [];
  const chosen = rows.find(({ value }) => value === config.rows);
  const inner = designed && chosen ? formNamed(chosen.form, designed.forms) : undefined;
  const paths = designed && chosen ? pathChoices(designed.forms, chosen.form, locale) : [];
  const fitting = paths.filter(({ kind, many }) => takesKind(config.op, kind, many));
  const { result: _, ...rest } = config;
  const { path: _path, ...without } = rest;
  return (
    <>
      <Setting label={t('rows')} {...(rows.length === 0 ? { hint: t('noRows') } : {})}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            placeholder={t('choose')}
            value={chosen?.value ?? null}
            options={rows.map(({ value, kind, name, field }) => ({
              value,
              label: kind === 'rows' ? t('inRows', { field: name }) : t('pointing', { form: name, field }),
            }))}
            onChange={(value) => {
              if (value) onChange({ rows: value, op: 'count' });
            }}
          />
        )}
      </Setting>
      <Setting label={t('op')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={config.op}
            options={ROLLUP_OPS.map((value) => ({ value, label: t(value) }))}
            onChange={(op) => {
              const kept = paths.find(({ value }) => value === config.path);
              const fits = op !== 'count' && kept && takesKind(op, kept.kind, kept.many);
              onChange(fits ? { ...rest, op } : { ...without, op });
            }}
          />
        )}
      </Setting>
      {config.op === 'count' ? null : (
        <Setting label={t('field')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('choose')}
              value={fitting.some(({ value }) => value === config.path) ? (config.path ?? null) : null}
              options={fitting.map(({ value, label }) => ({ value, label }))}
              onChange={(path) => {
                if (path) onChange({ ...rest, path });
              }}
            />
          )}
        </Setting>
      )}
      {config.op === 'avg' ? (
        <WholeNumberSetting
          label={t('decimals')}
          value={config.decimals ?? 2}
          min={0}
          max={12}
          onChange={(decimals) => onChange({ ...config, decimals })}
        />
      ) : null}
      {inner ? (
        <div className="f-setting f-rollup-filter">
          <div className="f-setting-title">{t('filter')}</div>
          <FilterEditor
            form={inner}
            value={config.filter}
            onChange={(filter) => onChange(withSetting(config, 'filter', filter))}
          />
        </div>
      ) : null}
    </>
  );
}
