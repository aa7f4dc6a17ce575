import type { CellProps } from '../../widgets/facet.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import type { TimeConfig } from './model.ts';

export function TimeCell({ field, value }: CellProps<TimeConfig>) {
  const env = useTextEnv();
  return <span className="t-num t-ellipsis">{field.type.format(value, field.config, env)}</span>;
}
