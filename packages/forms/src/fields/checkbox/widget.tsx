import { useLocale } from '@trellis/ui/react';
import { Checkbox, Radio, Switch } from 'antd';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { type CheckboxConfig, checkboxLabel } from './model.ts';

export function CheckboxWidget(props: WidgetProps<CheckboxConfig>) {
  const { locale } = useLocale();
  const checked = props.value === true;
  const { display = 'checkbox' } = props.config;
  const word = checkboxLabel(checked, props.config, locale);
  const attributes = {
    id: props.id,
    disabled: props.disabled ?? false,
    ...(props.invalid ? { 'aria-invalid': true } : {}),
    ...(props.autoFocus ? { autoFocus: true } : {}),
    ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
    ...(props.label ? { 'aria-label': props.label } : {}),
  };
  if (props.look === 'cell')
    return (
      <Checkbox {...attributes} checked={checked} onChange={({ target }) => props.onChange(target.checked)} />
    );
  if (display === 'buttons')
    return (
      <Radio.Group
        {...attributes}
        optionType="button"
        value={typeof props.value === 'boolean' ? props.value : undefined}
        options={[true, false].map((value) => ({
          value,
          label: checkboxLabel(value, props.config, locale),
        }))}
        onChange={({ target }) => props.onChange(target.value as boolean)}
      />
    );
  if (display === 'switch')
    return (
      <span className="f-switch">
        <Switch {...attributes} checked={checked} onChange={(on) => props.onChange(on)} />
        <span aria-hidden>{word}</span>
      </span>
    );
  return (
    <Checkbox {...attributes} checked={checked} onChange={({ target }) => props.onChange(target.checked)}>
      <span aria-hidden>{word}</span>
    </Checkbox>
  );
}
