import { Choices } from '../../public/choices.tsx';
import type { PublicFacet } from '../../public/facet.tsx';
import type { MultiSelectConfig } from './model.ts';

export const publicMultiSelect: PublicFacet<MultiSelectConfig> = {
  type: 'multi_select',
  group: true,
  Input: (props) => (
    <Choices
      of={props}
      options={props.config.options}
      chosen={Array.isArray(props.value) ? (props.value as readonly string[]) : []}
      many
      onChange={(keys) => props.onChange(keys.length === 0 ? null : keys)}
    />
  ),
};
