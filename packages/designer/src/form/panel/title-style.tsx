import { OPTION_COLORS, type OptionColor, type TitleStyle } from '@trellis/metadata';
import { optionColors } from '@trellis/ui/react';
import { Checkbox, Select } from 'antd';
import { useId } from 'react';
import { useT } from './source-messages.ts';

type Size = 'small' | 'usual' | 'large';

/** How the label of a field is written: its size, weight and colour. */
export function TitleStyleSetting({
  value = {},
  onChange,
}: {
  readonly value: TitleStyle | undefined;
  readonly onChange: (value: TitleStyle | undefined) => void;
}) {
  const t = useT();
  const id = useId();
  const set = (patch: { readonly [K in keyof TitleStyle]: TitleStyle[K] | undefined }) => {
    const parts = Object.entries({ ...value, ...patch }).filter(([, part]) => part !== undefined);
    onChange(parts.length === 0 ? undefined : (Object.fromEntries(parts) as TitleStyle));
  };
  return (
    <div className="f-setting">
      <div className="f-setting-title" id={id}>
        {t('titleStyle')}
      </div>
      <fieldset className="d-title-style" aria-labelledby={id}>
        <Select<Size>
          aria-label={t('titleSize')}
          value={value.size ?? 'usual'}
          options={(['small', 'usual', 'large'] as const).map((size) => ({
            value: size,
            label: t(`titleSize_${size}`),
          }))}
          onChange={(size) => set({ size: size === 'usual' ? undefined : size })}
        />
        <Select<OptionColor | ''>
          aria-label={t('titleColor')}
          value={value.color ?? ''}
          options={(['', ...OPTION_COLORS] as const).map((color) => ({
            value: color,
            label:
              color === '' ? (
                t('titleColorUsual')
              ) : (
                <span
                  role="img"
                  aria-label={color}
                  className="f-swatch"
                  style={{ background: optionColors(color).fg }}
                />
              ),
          }))}
          onChange={(color) => set({ color: color === '' ? undefined : color })}
        />
        <Checkbox
          checked={value.bold ?? false}
          onChange={({ target }) => set({ bold: target.checked || undefined })}
        >
          {t('titleBold')}
        </Checkbox>
      </fieldset>
    </div>
  );
}
