import { type RegionLevel, regionName, regionPath, regionsBelow } from '../values/regions.ts';
import { useChoiceT } from './choice-messages.tsx';
import type { InputProps } from './facet.tsx';
import { type Level, LevelSelect } from './level-select.tsx';
import { useRegions } from './regions.tsx';

const levelsOf = (depth: number, code?: string): readonly Level[] =>
  regionsBelow(code).map(({ code: value, name, below }) => ({
    value,
    label: name,
    ...(depth > 1 && below.length > 0 ? { children: levelsOf(depth - 1, value) } : {}),
  }));

const known = new Map<RegionLevel, readonly Level[]>();

/** Choice of a province, city or county by its code. */
export function RegionSelect({
  depth,
  anyLevel,
  ...props
}: Omit<InputProps, 'value' | 'onChange'> & {
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  readonly depth: RegionLevel;
  readonly anyLevel: boolean;
}) {
  const t = useChoiceT();
  const ready = useRegions();
  if (ready && !known.has(depth)) known.set(depth, levelsOf(depth));
  const { value } = props;
  return (
    <LevelSelect
      {...props}
      placeholder={props.placeholder ?? t('chooseRegion')}
      levels={known.get(depth) ?? []}
      loading={!ready}
      path={value === null ? [] : regionPath(value)}
      text={value === null ? '' : regionName(value)}
      anyLevel={anyLevel}
    />
  );
}
