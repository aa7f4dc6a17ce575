import { localText } from '@trellis/metadata';
import { Amount } from '../../public/amount.tsx';
import type { PublicFacet } from '../../public/facet.tsx';
import type { NumberConfig } from './model.ts';

export const publicNumber: PublicFacet<NumberConfig> = {
  type: 'number',
  Input: (props) => {
    const { prefix, unit } = props.config;
    const { locale } = props.place;
    return (
      <Amount
        {...props}
        before={prefix && localText(prefix, locale)}
        after={unit && localText(unit, locale)}
      />
    );
  },
};
