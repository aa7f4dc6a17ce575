import { localText } from '@trellis/metadata';
import { OptionList } from '../../public/choices.tsx';
import type { PublicFacet } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import { pathOf, treeOf } from '../../values/tree.ts';
import type { CascadeConfig } from './model.ts';

/** A list per level; the value is the deepest that is chosen. */
export const publicCascade: PublicFacet<CascadeConfig> = {
  type: 'cascade',
  group: true,
  Input: (props) => {
    const { config, value, onChange, id, place } = props;
    const tree = treeOf(config.nodes);
    const path = typeof value === 'string' && tree.nodes.has(value) ? pathOf(value, tree) : [];
    const levels = ['', ...path].map((parent) => tree.below.get(parent) ?? []);
    return (
      <div className="p-levels">
        {levels.map((keys, level) => {
          const live = keys.filter((key) => !tree.nodes.get(key)?.retired || path.includes(key));
          if (live.length === 0) return null;
          return (
            <OptionList
              key={path[level - 1] ?? ''}
              of={props}
              part={{ id: level === 0 ? id : `${id}-${level}`, label: say(place.locale, 'level', level + 1) }}
              options={live.map((key) => ({
                key,
                name: localText(tree.nodes.get(key)?.label ?? { zh: key }, place.locale),
              }))}
              value={path[level] ?? ''}
              onChange={(key) => onChange(key ?? path[level - 1] ?? null)}
              locale={place.locale}
            />
          );
        })}
      </div>
    );
  },
};
