import type { PublicFacet } from '../../public/facet.tsx';
import { Line } from '../../public/line.tsx';
import type { PhoneConfig } from './model.ts';

export const publicPhone: PublicFacet<PhoneConfig> = {
  type: 'phone',
  Input: (props) => {
    const { country } = props.config;
    const read = (value: string) => (value.startsWith(country) ? value.slice(country.length) : value);
    return <Line {...props} native={{ type: 'tel', autoComplete: 'tel', inputMode: 'tel' }} read={read} />;
  },
};
