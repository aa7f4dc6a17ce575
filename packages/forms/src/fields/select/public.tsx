import { localText } from '@trellis/metadata';
import { Choices, liveOptions, OptionList } from '../../public/choices.tsx';
import type { PublicFacet } from '../../public/facet.tsx';
import type { SelectConfig } from './model.ts';

/** More than this many options would push the rest of the form away. */
const SIDE_BY_SIDE = 7;
const isOpen = ({ options, display }: SelectConfig): boolean =>
  display === 'tiles' || options.length <= SIDE_BY_SIDE;

export const publicSelect: PublicFacet<SelectConfig> = {
  type: 'select',
  group: isOpen,
  Input: (props) => {
    const { config, value, onChange, place } = props;
    const chosen = typeof value === 'string' ? [value] : [];
    if (isOpen(config))
      return (
        <Choices
          of={props}
          options={config.options}
          chosen={chosen}
          many={false}
          onChange={([key = null]) => onChange(key)}
        />
      );
    const options = liveOptions(config.options, chosen).map(({ key, label }) => ({
      key,
      name: localText(label, place.locale),
    }));
    return (
      <OptionList
        of={props}
        options={options}
        value={chosen[0] ?? ''}
        onChange={onChange}
        locale={place.locale}
      />
    );
  },
};
