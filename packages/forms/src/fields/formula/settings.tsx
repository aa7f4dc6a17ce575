import { type JsonObject, localText, type OptionDef } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Select, Switch } from 'antd';
import { useMemo } from 'react';
import { useT } from '../../compute/messages.tsx';
import type { FindType } from '../../compute/result.ts';
import { FormulaSetting } from '../../formula/formula-setting.tsx';
import { useDesignActions } from '../../widgets/design-actions.tsx';
import type { FieldDesign, SettingsProps } from '../../widgets/facet.tsx';
import { ResultSettings } from '../../widgets/of-input.tsx';
import { OptionList } from '../../widgets/option-list.tsx';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import { FORMULA_RESULTS, type FormulaConfig } from './model.ts';

/** The settings of a formula: what it says, what comes out of it, and how that is shown by the type that it is. */
export const formulaSettings = (findType: FindType, findDesign: (type: string) => FieldDesign | undefined) =>
  function FormulaSettings({ config, onChange }: SettingsProps<FormulaConfig>) {
    const t = useT();
    const { locale } = useLocale();
    const field = useDesignActions()?.field;
    const { result } = config;
    const types = FORMULA_RESULTS.flatMap((type) => findType(type) ?? []);
    const kind = findType(result.type)?.kind ?? 'number';
    const Look = findDesign(result.type)?.Settings;
    const expect = useMemo(() => ({ kind }), [kind]);
    return (
      <>
        <FormulaSetting
          label={t('formula')}
          value={config.expr}
          onChange={(expr) => onChange(withSetting(config, 'expr', expr))}
          expect={expect}
          reach="all"
          self={field}
          optional={false}
        />
        <Setting label={t('result')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={result.type}
              options={types.map(({ type, label }) => ({ value: type, label: localText(label, locale) }))}
              onChange={(type) => {
                const chosen = findType(type);
                if (chosen) onChange({ ...config, result: { type, config: chosen.config.defaults() } });
              }}
            />
          )}
        </Setting>
        {kind === 'option' ? (
          // Nobody chooses here: of an option only its name and colour matter.
          <OptionList
            options={(result.config.options as readonly (OptionDef & JsonObject)[] | undefined) ?? []}
            onChange={(options) => onChange({ ...config, result: { ...result, config: { options } } })}
          />
        ) : Look ? (
          <ResultSettings>
            <Look
              config={{ ...findType(result.type)?.config.defaults(), ...result.config }}
              onChange={(look) => onChange({ ...config, result: { ...result, config: look } })}
            />
          </ResultSettings>
        ) : null}
        <Setting label={t('emptyAsZero')}>
          {(id) => (
            <Switch
              id={id}
              checked={config.emptyAsZero ?? false}
              onChange={(on) => onChange(withSetting(config, 'emptyAsZero', on || undefined))}
            />
          )}
        </Setting>
      </>
    );
  };
