import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Select, Space } from 'antd';
import { useState } from 'react';
import { maskText } from '../../values/mask.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { useMoreT } from '../../widgets/more-messages.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import { COUNTRIES, countryOf } from './countries.ts';
import type { PhoneConfig } from './model.ts';

/** A country code and a number as it is dialled there. */
export function PhoneWidget(props: WidgetProps<PhoneConfig>) {
  const t = useMoreT();
  const env = useTextEnv();
  const { locale } = useLocale();
  const { config, field } = props;
  const { mask } = config;
  const value = typeof props.value === 'string' ? props.value : '';
  const [chosen, setChosen] = useState<string>();
  const country = (value.startsWith('+') ? countryOf(value) : undefined) ?? chosen ?? config.country;
  // The number is read as one of the country beside it.
  const there = { ...field, config: { ...field.config, country } };
  // The code stands beside the input already.
  const show = (number: string) => {
    const text = field.type.format(number, there.config, env);
    return text.startsWith(country) ? text.slice(country.length).trim() : text;
  };
  const hidden = (number: string) => {
    const text = show(number).replaceAll(' ', '');
    return mask && !props.invalid ? maskText(text, mask) : show(number);
  };
  const input = <ParsedInput {...props} field={there} inputMode="tel" edit={show} show={hidden} />;
  if (props.look === 'cell') return input;
  const offered = COUNTRIES.some(({ code }) => code === country)
    ? COUNTRIES
    : [{ code: country, label: { zh: country } }, ...COUNTRIES];
  return (
    <Space.Compact block>
      <Select<string>
        aria-label={t('country')}
        style={{ width: 88, flex: 'none' }}
        popupMatchSelectWidth={220}
        disabled={props.disabled ?? false}
        showSearch={{ optionFilterProp: 'search' }}
        value={country}
        labelRender={({ value: code }) => code}
        options={offered.map(({ code, label }) => ({
          value: code,
          search: `${code} ${label.zh} ${label.en ?? ''}`,
          label: `${code} ${localText(label, locale)}`,
        }))}
        onChange={(next) => {
          setChosen(next);
          // The number that stands there already moves to the other country.
          const national = value.startsWith(country) ? value.slice(country.length) : value;
          const read = national
            ? field.type.parse(national, { ...field.config, country: next }, env)
            : undefined;
          if (national) props.onChange(read?.ok ? read.value : national);
        }}
      />
      {input}
    </Space.Compact>
  );
}
