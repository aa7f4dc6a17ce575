import { mulDecimal } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { InputNumber, Select } from 'antd';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { useDesignActions } from '../../widgets/design-actions.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useFormInDesign } from '../../widgets/form-in-design.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OptionList } from '../../widgets/option-list.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import type { StageConfig, StageOption } from './model.ts';
import { MovesSetting } from './moves.tsx';
import { SinceSetting } from './since.tsx';

export function StageSettings({ config, onChange, published }: SettingsProps<StageConfig>) {
  const t = useT();
  const choiceT = useChoiceT();
  const { locale } = useLocale();
  const form = useFormInDesign();
  const actions = useDesignActions();
  const others = [...(form?.fields.values() ?? [])]
    .filter(({ key, type }) => key !== actions?.field && !type.generated && !type.computed)
    .map(({ key, meta }) => ({ value: key, label: localText(meta.label, locale) }));
  const set = (options: readonly StageOption[]) => onChange({ ...config, options });
  return (
    <>
      <OptionList
        options={config.options}
        published={published ?? false}
        onChange={set}
        onGo={actions?.letOptionGo}
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
                value={
                  option.probability === undefined ? null : mulDecimal(String(option.probability), '100')
                }
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
              <Select<string[]>
                className="f-option-requires"
                aria-label={choiceT('requires')}
                placeholder={choiceT('requires')}
                size="small"
                mode="multiple"
                maxTagCount="responsive"
                showSearch={{ optionFilterProp: 'label' }}
                value={[...(option.requires ?? [])]}
                options={others}
                onChange={(keys) =>
                  replace(withSetting(option, 'requires', keys.length > 0 ? keys : undefined))
                }
              />
            </div>
          );
        }}
      />
      <MovesSetting config={config} onChange={onChange} />
      <SinceSetting config={config} onChange={onChange} />
    </>
  );
}
