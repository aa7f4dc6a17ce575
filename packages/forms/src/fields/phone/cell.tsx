import type { CellProps } from '../../widgets/facet.tsx';
import { useTextEnv } from '../../widgets/services.tsx';

export function PhoneCell({ field, config, value }: CellProps) {
  const env = useTextEnv();
  return (
    <a
      className="t-num t-ellipsis"
      href={`tel:${String(value)}`}
      onClick={(event) => event.stopPropagation()}
    >
      {field.type.format(value, config, env)}
    </a>
  );
}
