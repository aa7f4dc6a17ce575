import type { PublicFacet } from '../../public/facet.tsx';
import { Line } from '../../public/line.tsx';
import type { TimeConfig } from './model.ts';

export const publicTime: PublicFacet<TimeConfig> = {
  type: 'time',
  Input: (props) => {
    const seconds = props.config.precision === 'second';
    return (
      <Line
        {...props}
        native={{ type: 'time', step: seconds ? 1 : 60 }}
        read={(value) => (seconds ? value : value.slice(0, 5))}
        write={(text) => (text.length === 5 ? `${text}:00` : text)}
      />
    );
  },
};
