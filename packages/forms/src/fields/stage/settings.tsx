import { mulDecimal } from '@trellis/logic';
import { InputNumber, Select } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OptionList } from '../../widgets/option-list.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import type { StageConfig, StageOption } from './model.ts';

export function StageSettings({ config, onChange, published }: SettingsProps<StageConfig>) {
  const t = useT();
  const set = (options: readonly StageOption[]) => onChange({ ...config, options });
  return (
    <OptionList
      options={config.options}
      published={published ?? false}
      onChange={set}
      more={(option) => {
        const replace = (next: StageOption) =>
          set(config.options.map((old) => (old.key === option.key ? next : old)));
        return (
          <div className="f-option-more">
            <Select
              aria-label={t('outcome')}
              size="small"
              value={option.outcome ?? 'open'}
              options={(['open', 'won', 'lost'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(outcome) => replace(withSetting(option, 'outcome', outcome))}
            />
            <InputNumber<string>
              aria-label={t('probability')}
              title={t('probability')}
              size="small"
              stringMode
              controls={false}
              suffix="%"
              min="0"
              max="100"
              value={option.probability === undefined ? null : mulDecimal(String(option.probability), '100')}
              onChange={(percent) =>
                replace(
                  withSetting(
                    option,
                    'probability',
                    percent === null || percent === ''
                      ? undefined
                      : (mulDecimal(percent, '0.01') ?? undefined),
                  ),
                )
              }
            />
            <InputNumber
              aria-label={t('days')}
              title={t('days')}
              size="small"
              controls={false}
              placeholder={t('daysMost')}
              min={0}
              max={3650}
              precision={0}
              value={option.days ?? null}
              onChange={(days) =>
                replace(withSetting(option, 'days', typeof days === 'number' ? days : undefined))
              }
            />
          </div>
        );
      }}
    />
  );
}
