import { regionName } from '../../values/regions.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import { useRegions } from '../../widgets/regions.tsx';

export function RegionCell({ value, look }: CellProps) {
  useRegions();
  const text = regionName(String(value));
  return look === 'row' ? (
    <span className="t-ellipsis" title={text}>
      {text}
    </span>
  ) : (
    <span>{text}</span>
  );
}
