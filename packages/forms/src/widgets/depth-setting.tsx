import { Segmented } from 'antd';
import type { RegionLevel } from '../values/regions.ts';
import { useChoiceT } from './choice-messages.tsx';

/** Down to which level places are chosen. */
export function DepthSetting({
  value,
  onChange,
}: {
  value: RegionLevel;
  onChange: (depth: RegionLevel) => void;
}) {
  const t = useChoiceT();
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('regionDepth')}</div>
      <Segmented<RegionLevel>
        block
        aria-label={t('regionDepth')}
        value={value}
        options={([1, 2, 3] as const).map((depth) => ({ value: depth, label: t(`depth${depth}`) }))}
        onChange={onChange}
      />
    </div>
  );
}
