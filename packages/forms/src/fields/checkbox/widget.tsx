import { Checkbox } from 'antd';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';

export function CheckboxWidget(props: WidgetProps) {
  const t = useT();
  const checked = props.value === true;
  return (
    <Checkbox
      id={props.id}
      checked={checked}
      disabled={props.disabled ?? false}
      aria-invalid={props.invalid ?? false}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
      onChange={(event) => props.onChange(event.target.checked)}
    >
      {props.look === 'cell' ? null : <span aria-hidden>{t(checked ? 'yes' : 'no')}</span>}
    </Checkbox>
  );
}
