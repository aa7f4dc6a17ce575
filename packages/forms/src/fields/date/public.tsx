import type { PublicFacet } from '../../public/facet.tsx';
import { Line } from '../../public/line.tsx';
import type { DateConfig } from './model.ts';

/** A year or month is stored as its first day. */
export const publicDate: PublicFacet<DateConfig> = {
  type: 'date',
  Input: (props) => {
    const { precision } = props.config;
    if (precision === 'year')
      return (
        <Line
          {...props}
          native={{ inputMode: 'numeric', maxLength: 4, placeholder: 'YYYY' }}
          read={(value) => (/^\d{4}-01-01$/.test(value) ? value.slice(0, 4) : value)}
          write={(text) => (/^\d{4}$/.test(text) ? `${text}-01-01` : text)}
        />
      );
    if (precision === 'month')
      return (
        <Line
          {...props}
          native={{ type: 'month', placeholder: 'YYYY-MM' }}
          read={(value) => (/^\d{4}-\d\d-01$/.test(value) ? value.slice(0, 7) : value)}
          write={(text) => (/^\d{4}-\d\d$/.test(text) ? `${text}-01` : text)}
        />
      );
    return <Line {...props} native={{ type: 'date' }} />;
  },
};
