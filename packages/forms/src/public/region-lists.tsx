import { type RegionLevel, regionPath, regionsBelow } from '../values/regions.ts';
import { useRegions } from '../widgets/regions.tsx';
import { OptionList } from './choices.tsx';
import type { PublicProps } from './facet.tsx';
import { say } from './texts.ts';

const NAMES = ['province', 'city', 'county'] as const;

/** Province, city, county: a list per level, as far down as is asked for. */
export function RegionLists(props: {
  readonly of: PublicProps<unknown>;
  readonly code: string | null;
  readonly depth: RegionLevel;
  readonly onChange: (code: string | null) => void;
}) {
  const { of, code, depth, onChange } = props;
  const { locale } = of.place;
  const ready = useRegions();
  if (!ready) return <p className="p-help">{say(locale, 'loading')}</p>;
  const path = code === null ? [] : regionPath(code);
  const levels = [undefined, ...path].slice(0, depth).map((parent) => regionsBelow(parent));
  return (
    <div className="p-levels">
      {levels.map((regions, level) =>
        regions.length === 0 ? null : (
          <OptionList
            key={path[level - 1] ?? ''}
            of={of}
            part={{
              id: level === 0 ? of.id : `${of.id}-${level}`,
              label: say(locale, NAMES[level] ?? 'county'),
            }}
            options={regions.map((region) => ({ key: region.code, name: region.name }))}
            value={path[level] ?? ''}
            onChange={(chosen) => onChange(chosen ?? path[level - 1] ?? null)}
            locale={locale}
          />
        ),
      )}
    </div>
  );
}
