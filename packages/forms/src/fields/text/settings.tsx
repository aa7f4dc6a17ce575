import { issueMessage, localText } from '@trellis/metadata';
import { defineMessages, useLocale } from '@trellis/ui/react';
import { Input } from 'antd';
import { useState } from 'react';
import { isPattern, MAX_PATTERN } from '../../values/pattern.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import {
  ChoiceSetting,
  LabelSetting,
  MaskSetting,
  OptionalNumberSetting,
  SwitchSetting,
} from '../../widgets/setting-inputs.tsx';
import { useSettingT } from '../../widgets/setting-messages.tsx';
import { TEXT_FORMAT_NAMES, TEXT_FORMATS, textFormat } from './formats.ts';
import { type TextConfig, text } from './model.ts';

const useOwnT = defineMessages('fields.text', {
  zh: {
    format: '格式',
    anyFormat: '不限',
    custom: '自定义（正则表达式）',
    formatHint: '例如 {sample}',
    pattern: '正则表达式',
    patternHint: '须与整个内容相符；线性引擎，不支持环视和反向引用',
    broken: '这不是可用的正则表达式',
    message: '不相符时的提示',
    tryOut: '试一试',
    tryHint: '输入一段内容看是否通过',
    passes: '通过，保存为“{value}”',
    fails: '不通过：{reason}',
    scan: '扫码录入',
    scanNone: '不扫码',
    scanOffer: '可以扫码',
    scanOnly: '只能扫码',
  },
  en: {
    format: 'Format',
    anyFormat: 'Any',
    custom: 'A regular expression',
    formatHint: 'Such as {sample}',
    pattern: 'Regular expression',
    patternHint: 'Must match the whole text; linear, without lookaround and back-references',
    broken: 'Not a usable regular expression',
    message: 'What is said if it does not match',
    tryOut: 'Try it',
    tryHint: 'Type something to see whether it passes',
    passes: 'Passes and is stored as “{value}”',
    fails: 'Does not pass: {reason}',
    scan: 'Scanning',
    scanNone: 'Off',
    scanOffer: 'Can be scanned',
    scanOnly: 'Must be scanned',
  },
});

export function TextSettings({ config, onChange }: SettingsProps<TextConfig>) {
  const t = useT();
  const s = useSettingT();
  const own = useOwnT();
  const { locale } = useLocale();
  const { format } = config;
  const set = <K extends keyof TextConfig>(key: K, value: TextConfig[K] | undefined) =>
    onChange(withSetting(config, key, value));
  const known = textFormat(format);
  const broken = format === 'pattern' && config.pattern !== undefined && !isPattern(config.pattern);
  return (
    <>
      <OfInput>
        <ChoiceSetting
          label={own('format')}
          none={own('anyFormat')}
          value={format}
          options={[
            ...TEXT_FORMAT_NAMES.map((value) => ({
              value,
              label: localText(TEXT_FORMATS[value].label, locale),
            })),
            { value: 'pattern' as const, label: own('custom') },
          ]}
          {...(known ? { hint: own('formatHint', { sample: known.sample }) } : {})}
          onChange={(next) => {
            const { pattern: _, patternMessage: __, ...rest } = config;
            onChange(withSetting(next === 'pattern' ? config : rest, 'format', next));
          }}
        />
        {format === 'pattern' ? (
          <>
            <Setting label={own('pattern')} hint={own(broken ? 'broken' : 'patternHint')} wrong={broken}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={MAX_PATTERN}
                  value={config.pattern ?? ''}
                  {...(broken ? { status: 'error' as const, 'aria-invalid': true } : {})}
                  onChange={(event) => set('pattern', event.target.value || undefined)}
                />
              )}
            </Setting>
            <LabelSetting
              label={own('message')}
              value={config.patternMessage}
              onChange={(message) => set('patternMessage', message)}
            />
          </>
        ) : null}
        {format && !broken ? <TryOut config={config} /> : null}
        <OptionalNumberSetting
          label={s('minLength')}
          value={config.minLength}
          min={1}
          max={10_000}
          onChange={(minLength) => set('minLength', minLength)}
        />
        <WholeNumberSetting
          label={t('maxLength')}
          value={config.maxLength}
          min={1}
          max={10_000}
          onChange={(maxLength) => onChange({ ...config, maxLength })}
        />
      </OfInput>
      <MaskSetting
        value={config.mask}
        sample={known?.sample ?? '云岭智能装备 13800138000'}
        onChange={(mask) => set('mask', mask)}
      />
      <SwitchSetting label={s('links')} value={config.links} onChange={(links) => set('links', links)} />
      <OfInput>
        <ChoiceSetting
          label={own('scan')}
          none={own('scanNone')}
          value={config.scan}
          options={[
            { value: 'offer', label: own('scanOffer') },
            { value: 'only', label: own('scanOnly') },
          ]}
          onChange={(scan) => set('scan', scan)}
        />
      </OfInput>
    </>
  );
}

/** A text to hold against the format, as people will type it. */
function TryOut({ config }: { config: TextConfig }) {
  const own = useOwnT();
  const { locale } = useLocale();
  const [typed, setTyped] = useState('');
  const read = text.normalise(typed, config);
  const issue = read.ok ? undefined : read.issues[0];
  return (
    <Setting label={own('tryOut')}>
      {(id) => (
        <>
          <Input
            id={id}
            placeholder={own('tryHint')}
            value={typed}
            {...(issue ? { status: 'error' as const } : {})}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className={issue ? 'f-error' : 'f-help'} aria-live="polite">
            {typed.trim() === ''
              ? ''
              : issue
                ? own('fails', { reason: issueMessage(issue, locale) })
                : own('passes', { value: String(read.ok ? (read.value ?? '') : '') })}
          </div>
        </>
      )}
    </Setting>
  );
}
