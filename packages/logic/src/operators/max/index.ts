import { extremum } from '../extremum.ts';

export const max = extremum('max', {
  zh: { label: '最大值', text: '不为空的值中最大的;全部为空时为空。', words: '({*,})的最大值' },
  en: {
    label: 'largest',
    text: 'The largest of the known values; null when none is known.',
    words: 'the largest of ({*, })',
  },
});
