import { Input } from 'antd';
import type { WidgetProps } from '../widgets/facet.tsx';
import { useTextEnv } from '../widgets/services.tsx';
import { useT } from './messages.tsx';

/** Never edited: the value as it stands, changing with what it is computed from. */
export function ResultWidget({ field, config, value, id, refs, look, label, describedBy }: WidgetProps) {
  const t = useT();
  const env = useTextEnv(refs);
  const text = value === null ? '' : field.type.format(value, config, env);
  return (
    <Input
      id={id}
      className={field.kind === 'number' ? 't-num' : ''}
      readOnly
      variant={look === 'cell' ? 'borderless' : 'filled'}
      value={text}
      placeholder={t('computed')}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...(label ? { 'aria-label': label } : {})}
    />
  );
}
