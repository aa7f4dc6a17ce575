import type { ValueKind } from '@trellis/logic';
import { type LocalText, localText, OPTION_COLORS, type OptionColor } from '@trellis/metadata';
import { Icon, optionColors, useLocale } from '@trellis/ui/react';
import { Button, Input, InputNumber, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { MASK_PRESETS, type Mask, maskText } from '../values/mask.ts';
import { ROUNDINGS, type Rounding } from '../values/rounding.ts';
import type { ColorStep } from '../values/steps.ts';
import { useFormInDesign } from './form-in-design.tsx';
import { Setting } from './setting.tsx';
import { useSettingT } from './setting-messages.tsx';

/** On or off; off is left out of the settings. */
export function SwitchSetting(props: {
  label: string;
  hint?: string;
  value: boolean | undefined;
  onChange: (value: true | undefined) => void;
}) {
  return (
    <Setting label={props.label} {...(props.hint ? { hint: props.hint } : {})}>
      {(id) => (
        <Switch
          id={id}
          checked={props.value ?? false}
          onChange={(on) => props.onChange(on ? true : undefined)}
        />
      )}
    </Setting>
  );
}

/** One of a few; `undefined` is the first, "as usual", and is left out of the settings. */
export function ChoiceSetting<V extends string>(props: {
  label: string;
  hint?: string;
  value: V | undefined;
  /** Name of leaving it out; absent = it can't be left out. */
  none?: string;
  options: readonly { readonly value: V; readonly label: ReactNode }[];
  onChange: (value: V | undefined) => void;
}) {
  const none = props.none === undefined ? [] : [{ value: '', label: props.none }];
  return (
    <Setting label={props.label} {...(props.hint ? { hint: props.hint } : {})}>
      {(id) => (
        <Select<string>
          id={id}
          style={{ width: '100%' }}
          value={props.value ?? ''}
          options={[...none, ...props.options]}
          onChange={(value) => props.onChange(value === '' ? undefined : (value as V))}
        />
      )}
    </Setting>
  );
}

/** A text in Chinese and English; an emptied Chinese one takes both away. */
export function LabelSetting(props: {
  label: string;
  value: LocalText | undefined;
  onChange: (value: (LocalText & { readonly [key: string]: string }) | undefined) => void;
}) {
  const t = useSettingT();
  const { zh = '', en = '' } = props.value ?? {};
  const change = (next: { zh: string; en: string }) =>
    props.onChange(
      next.zh || next.en ? { zh: next.zh || next.en, ...(next.en ? { en: next.en } : {}) } : undefined,
    );
  return (
    <Setting label={props.label}>
      {(id) => (
        <div className="f-pair">
          <Input
            id={id}
            placeholder={t('chinese')}
            value={zh}
            onChange={(event) => change({ zh: event.target.value, en })}
          />
          <Input
            aria-label={`${props.label} (${t('english')})`}
            placeholder={t('english')}
            value={en}
            onChange={(event) => change({ zh, en: event.target.value })}
          />
        </div>
      )}
    </Setting>
  );
}

/** A whole number or nothing. */
export function OptionalNumberSetting(props: {
  label: string;
  value: number | undefined;
  min: number;
  max: number;
  onChange: (value: number | undefined) => void;
}) {
  return (
    <Setting label={props.label}>
      {(id) => (
        <InputNumber
          id={id}
          style={{ width: '100%' }}
          value={props.value ?? null}
          min={props.min}
          max={props.max}
          precision={0}
          onChange={(value) => props.onChange(typeof value === 'number' ? value : undefined)}
        />
      )}
    </Setting>
  );
}

/** What becomes of digits beyond the decimal places. */
export function RoundingSetting(props: {
  value: Rounding | undefined;
  onChange: (value: Rounding | undefined) => void;
}) {
  const t = useSettingT();
  return (
    <ChoiceSetting
      {...props}
      label={t('rounding')}
      none={t('rounding_none')}
      options={ROUNDINGS.map((value) => ({ value, label: t(`rounding_${value}`) }))}
    />
  );
}

/** Which characters stay readable, with an example. */
export function MaskSetting(props: {
  value: Mask | undefined;
  /** Shown masked, so that one sees what the choice does. */
  sample: string;
  onChange: (value: Mask | undefined) => void;
}) {
  const t = useSettingT();
  const { value } = props;
  const [tried, setTried] = useState('');
  const number = (key: 'head' | 'tail') =>
    value ? (
      <InputNumber
        aria-label={t(key)}
        prefix={t(key)}
        style={{ width: '100%' }}
        min={0}
        max={100}
        precision={0}
        value={value[key] ?? 0}
        onChange={(count) => props.onChange({ ...value, [key]: count ?? 0 })}
      />
    ) : null;
  return (
    <>
      <ChoiceSetting
        label={t('mask')}
        {...(value ? { hint: t('maskSample', { text: maskText(tried || props.sample, value) }) } : {})}
        value={value?.preset}
        none={t('mask_none')}
        options={[...MASK_PRESETS, 'custom' as const].map((preset) => ({
          value: preset,
          label: t(`mask_${preset}`),
        }))}
        onChange={(preset) =>
          props.onChange(preset && (preset === 'custom' ? { preset, head: 2, tail: 2 } : { preset }))
        }
      />
      {value?.preset === 'custom' ? (
        <div className="f-setting f-pair">
          {number('head')}
          {number('tail')}
        </div>
      ) : null}
      {value ? (
        <div className="f-setting">
          <Input
            aria-label={t('maskTry')}
            prefix={t('maskTry')}
            placeholder={t('maskTryHint')}
            maxLength={100}
            value={tried}
            onChange={({ target }) => setTried(target.value)}
          />
        </div>
      ) : null}
    </>
  );
}

/** Colours by interval: the first from anywhere, each next from its bound. */
export function ColorStepsSetting(props: {
  value: readonly ColorStep[] | undefined;
  /** Written behind the bounds; a percentage is set as a fraction. */
  suffix?: string;
  onChange: (value: readonly ColorStep[] | undefined) => void;
}) {
  const t = useSettingT();
  const steps = props.value ?? [];
  const set = (next: readonly ColorStep[]) => props.onChange(next.length > 0 ? next : undefined);
  const patch = (index: number, step: Partial<ColorStep>) =>
    set(steps.map((old, at) => (at === index ? { ...old, ...step } : old)));
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('colors')}</div>
      {steps.map((step, index) => (
        <div className="f-option-line" key={index}>
          <Select<OptionColor>
            aria-label={t('colorOfStep', { count: index + 1 })}
            style={{ flex: '0 0 72px' }}
            value={step.color}
            options={OPTION_COLORS.map((color) => ({
              value: color,
              label: (
                <span
                  role="img"
                  aria-label={color}
                  className="f-swatch"
                  style={{ background: optionColors(color).solid }}
                />
              ),
            }))}
            onChange={(color) => patch(index, { color })}
          />
          <InputNumber<string>
            stringMode
            controls={false}
            aria-label={t('fromOfStep', { count: index + 1 })}
            prefix="≥"
            {...(props.suffix ? { suffix: props.suffix } : {})}
            style={{ flex: 1, minWidth: 0 }}
            disabled={index === 0}
            placeholder={index === 0 ? t('anywhere') : ''}
            value={step.from === undefined ? null : String(step.from)}
            onChange={(from) => patch(index, { from: from ?? '0' })}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('removeStep', { count: index + 1 })}
            icon={<Icon name="delete" />}
            onClick={() => set(steps.filter((_, at) => at !== index).map(withoutFirstBound))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        block
        icon={<Icon name="plus" />}
        disabled={steps.length >= 12}
        onClick={() => set([...steps, nextStep(steps)])}
      >
        {t('addStep')}
      </Button>
    </div>
  );
}

const RAMP: readonly OptionColor[] = ['red', 'amber', 'green', 'blue', 'purple', 'gray'];

function nextStep(steps: readonly ColorStep[]): ColorStep {
  const color = RAMP[steps.length % RAMP.length] ?? 'gray';
  const last = Number(steps.at(-1)?.from ?? 0);
  return steps.length === 0 ? { color } : { color, from: String(last > 0 ? last + last : steps.length) };
}

function withoutFirstBound(step: ColorStep, index: number): ColorStep {
  return index === 0 ? { color: step.color } : step;
}

/** A field of the form being designed, of certain kinds. */
export function FieldSetting(props: {
  label: string;
  value: string | undefined;
  kinds?: readonly ValueKind[];
  /** The field being set up, which can't point to itself. */
  except?: string;
  onChange: (value: string) => void;
}) {
  const t = useSettingT();
  const { locale } = useLocale();
  const form = useFormInDesign();
  const fields = [...(form?.fields.values() ?? [])].filter(
    ({ key, kind, many }) => key !== props.except && !many && (props.kinds?.includes(kind) ?? true),
  );
  return (
    <Setting label={props.label}>
      {(id) => (
        <Select<string>
          id={id}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('chooseField')}
          notFoundContent={t('noField')}
          value={props.value ?? null}
          options={fields.map(({ key, meta }) => ({ value: key, label: localText(meta.label, locale) }))}
          onChange={props.onChange}
        />
      )}
    </Setting>
  );
}
