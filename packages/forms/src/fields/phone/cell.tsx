import type { CellProps } from '../../widgets/facet.tsx';
import { MaybeMasked } from '../../widgets/masked.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import type { PhoneConfig } from './model.ts';

/** A number to call. */
export function PhoneCell({ field, config, value }: CellProps<PhoneConfig>) {
  const env = useTextEnv();
  const shown = field.type.format(value, field.config, env);
  return (
    <MaybeMasked text={shown.replaceAll(' ', '')} mask={config.mask}>
      <a
        className="t-num t-ellipsis"
        href={`tel:${String(value)}`}
        onClick={(event) => event.stopPropagation()}
      >
        {shown}
      </a>
    </MaybeMasked>
  );
}
