import { defineMessages } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, LabelSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import type { CheckboxConfig } from './model.ts';

const useOwnT = defineMessages('fields.checkbox', {
  zh: {
    checkbox: '勾选框',
    switch: '开关',
    buttons: '按钮（可不选）',
    yes: '“是”的名称',
    no: '“否”的名称',
    mustBeTrue: '必须选中才能保存',
  },
  en: {
    checkbox: 'Checkbox',
    switch: 'Switch',
    buttons: 'Buttons (or none)',
    yes: 'What yes is called',
    no: 'What no is called',
    mustBeTrue: 'Must be ticked to save',
  },
});

export function CheckboxSettings({ config, onChange }: SettingsProps<CheckboxConfig>) {
  const s = useSettingT();
  const own = useOwnT();
  return (
    <>
      <ChoiceSetting
        label={s('display')}
        value={config.display ?? 'checkbox'}
        options={(['checkbox', 'switch', 'buttons'] as const).map((value) => ({ value, label: own(value) }))}
        onChange={(next) => onChange(withSetting(config, 'display', next === 'checkbox' ? undefined : next))}
      />
      <LabelSetting
        label={own('yes')}
        value={config.yes}
        onChange={(yes) => onChange(withSetting(config, 'yes', yes))}
      />
      <LabelSetting
        label={own('no')}
        value={config.no}
        onChange={(no) => onChange(withSetting(config, 'no', no))}
      />
      <OfInput>
        <SwitchSetting
          label={own('mustBeTrue')}
          value={config.mustBeTrue}
          onChange={(must) => onChange(withSetting(config, 'mustBeTrue', must))}
        />
      </OfInput>
    </>
  );
}
