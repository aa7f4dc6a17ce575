import { Input } from 'antd';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import type { TextConfig } from './model.ts';

export function TextWidget(props: WidgetProps<TextConfig>) {
  return (
    <Input
      {...inputAttributes(props)}
      value={typeof props.value === 'string' ? props.value : ''}
      autoComplete="off"
      onChange={(event) => props.onChange(event.target.value || null)}
    />
  );
}
