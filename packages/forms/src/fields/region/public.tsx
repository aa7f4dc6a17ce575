import type { PublicFacet } from '../../public/facet.tsx';
import { RegionLists } from '../../public/region-lists.tsx';
import type { RegionConfig } from './model.ts';

export const publicRegion: PublicFacet<RegionConfig> = {
  type: 'region',
  group: true,
  Input: (props) => (
    <RegionLists
      of={props}
      code={typeof props.value === 'string' ? props.value : null}
      depth={props.config.depth}
      onChange={props.onChange}
    />
  ),
};
