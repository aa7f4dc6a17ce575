import { extremum } from '../extremum.ts';

export const min = extremum('min', {
  zh: { label: '最小值', text: '不为空的值中最小的;全部为空时为空。', words: '({*,})的最小值' },
  en: {
    label: 'smallest',
    text: 'The smallest of the known values; null when none is known.',
    words: 'the smallest of ({*, })',
  },
});
