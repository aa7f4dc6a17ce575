import { closed, list, ref, type Schema, VOCABULARY } from './parts.ts';

const whole = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum });

const card = closed(
  {
    key: ref('key'),
    label: ref('localText'),
    x: whole(0, 23),
    y: whole(0, 10_000),
    w: whole(1, 24),
    h: whole(1, 100),
    chart: ref('key'),
    // Judged by the chart kind.
    config: { type: 'object' },
    report: { $ref: 'trellis:report' },
  },
  ['key', 'label', 'x', 'y', 'w', 'h', 'chart', 'config', 'report'],
);

export const dashboardSchema: Schema = {
  $id: 'trellis:dashboard',
  ...closed({ vocabulary: VOCABULARY, label: ref('localText'), cards: list(card, 100) }, [
    'vocabulary',
    'label',
    'cards',
  ]),
};
