import type { Expr } from '@trellis/logic';
import { type JsonObject, localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { ChoiceConfig, ChoiceOption } from '../values/choice.ts';
import { useChoiceT } from './choice-messages.tsx';
import { useDesignActions } from './design-actions.tsx';
import type { SettingsProps } from './facet.tsx';
import { useFormInDesign } from './form-in-design.tsx';
import { OptionList } from './option-list.tsx';
import { OptionSetChoice } from './option-set-choice.tsx';
import { OptionTools } from './option-tools.tsx';
import { Setting, withSetting } from './setting.tsx';
import { ChoiceSetting, SwitchSetting } from './setting-inputs.tsx';

type Displays = readonly NonNullable<ChoiceConfig['display']>[];

/** Options and looks that select and multi-select share. */
export function ChoiceSettings<C extends ChoiceConfig>({
  config,
  onChange,
  published = false,
  displays,
  many,
}: SettingsProps<C> & { displays: Displays; many: boolean }) {
  const t = useChoiceT();
  const actions = useDesignActions();
  const set = <K extends keyof C>(key: K, value: C[K] | undefined) =>
    onChange(withSetting(config, key, value));
  const setOptions = (options: readonly ChoiceOption[]) => onChange({ ...config, options });
  const [scoring, setScoring] = useState(false);
  const scored = scoring || config.options.some(({ score }) => score !== undefined);
  return (
    <>
      <OptionSetChoice
        set={config.set}
        options={config.options}
        onChange={(key, options) => onChange({ ...withSetting(config, 'set', key as C['set']), options })}
      />
      {config.set === undefined ? (
        <>
          <OptionList
            options={config.options}
            published={published}
            onChange={setOptions}
            onGo={actions?.letOptionGo}
            {...(scored
              ? {
                  more: (option: ChoiceOption, change: (patch: Partial<ChoiceOption>) => void) => (
                    <div className="f-option-score">
                      <InputNumber<string>
                        size="small"
                        stringMode
                        controls={false}
                        aria-label={`${option.label.zh}: ${t('score')}`}
                        prefix={<span className="f-help">{t('score')}</span>}
                        value={option.score === undefined ? null : String(option.score)}
                        onChange={(score) =>
                          score === null || score === ''
                            ? setOptions(
                                config.options.map((one) =>
                                  one.key === option.key ? withSetting(one, 'score', undefined) : one,
                                ),
                              )
                            : change({ score })
                        }
                      />
                    </div>
                  ),
                }
              : {})}
          />
          <OptionTools
            options={config.options}
            onChange={setOptions}
            scores={{ shown: scored, show: () => setScoring(true) }}
          />
          {scored ? <p className="f-help">{t('scoreHint')}</p> : null}
        </>
      ) : null}
      {config.options.some(({ other }) => other) ? (
        <NoteSetting config={config} many={many} onChange={onChange} />
      ) : null}
      <ChoiceSetting
        label={t('display')}
        value={config.display ?? displays[0]}
        options={displays.map((value) => ({ value, label: t(value) }))}
        onChange={(display) => set('display', display === displays[0] ? undefined : display)}
      />
      {config.display === 'tiles' ? (
        <ChoiceSetting
          label={t('direction')}
          value={config.direction ?? 'horizontal'}
          options={(['horizontal', 'vertical'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(direction) => set('direction', direction === 'horizontal' ? undefined : direction)}
        />
      ) : null}
      <SwitchSetting
        label={t('growable')}
        value={config.growable}
        onChange={(growable) => set('growable', growable)}
      />
    </>
  );
}

/** The text field that says what "other" is: one that there is, or a new one that shows when it is needed. */
function NoteSetting<C extends ChoiceConfig>({
  config,
  many,
  onChange,
}: {
  config: C;
  many: boolean;
  onChange: (config: C) => void;
}) {
  const t = useChoiceT();
  const { locale } = useLocale();
  const form = useFormInDesign();
  const actions = useDesignActions();
  const texts = [...(form?.fields.values() ?? [])].filter(({ kind, many: list }) => kind === 'text' && !list);
  const others = config.options.flatMap(({ key, other }) => (other ? [key] : []));
  const add = () => {
    if (!actions) return;
    const subject = { var: actions.field };
    const visible: Expr = many ? { has_any: [subject, others] } : { in: [subject, others] };
    const { zh, en } = actions.label;
    actions.addField(
      {
        type: 'text',
        label: { zh: `${zh}说明`, ...(en ? { en: `${en}: explanation` } : {}) },
        meta: () => ({ visible }),
      },
      (note): JsonObject => ({ ...config, note, noteRequired: true }),
    );
  };
  return (
    <>
      <Setting label={t('note')}>
        {(id) => (
          <div className="f-pair">
            <Select<string>
              id={id}
              style={{ width: '100%', minWidth: 0 }}
              allowClear
              value={config.note ?? null}
              options={texts.map(({ key, meta }) => ({ value: key, label: localText(meta.label, locale) }))}
              onChange={(note) => onChange(withSetting(config, 'note', (note ?? undefined) as C['note']))}
            />
            {actions && config.note === undefined ? <Button onClick={add}>{t('noteNew')}</Button> : null}
          </div>
        )}
      </Setting>
      {config.note === undefined ? null : (
        <SwitchSetting
          label={t('noteRequired')}
          value={config.noteRequired}
          onChange={(on) => onChange(withSetting(config, 'noteRequired', on as C['noteRequired']))}
        />
      )}
    </>
  );
}
