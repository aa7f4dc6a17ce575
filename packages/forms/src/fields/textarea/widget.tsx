import { Input } from 'antd';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import type { TextareaConfig } from './model.ts';

const MOST_ROWS = 16;

export function TextareaWidget(props: WidgetProps<TextareaConfig>) {
  const { rows } = props.config;
  return (
    <Input.TextArea
      {...inputAttributes(props)}
      value={typeof props.value === 'string' ? props.value : ''}
      autoSize={{ minRows: rows, maxRows: Math.max(rows, MOST_ROWS) }}
      onChange={(event) => props.onChange(event.target.value || null)}
    />
  );
}
