import { localDate } from '@trellis/logic';
import { Input } from 'antd';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import type { AutonumberConfig } from './model.ts';
import { sampleNumber } from './sample.ts';

/** Never edited: shows the number, or what it will look like. */
export function AutonumberWidget(props: WidgetProps<AutonumberConfig>) {
  const t = useT();
  const { tz } = useFormServices();
  const sample = sampleNumber(props.config, localDate(new Date().toISOString(), tz));
  const number = typeof props.value === 'string' ? props.value : '';
  return (
    <Input
      id={props.id}
      className="t-num"
      readOnly
      // Whoever fills in a form has nothing to do here; a number that is there can be copied.
      tabIndex={number === '' ? -1 : 0}
      variant={props.look === 'cell' ? 'borderless' : 'filled'}
      value={number}
      placeholder={t('autonumber', { sample })}
      {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
    />
  );
}
