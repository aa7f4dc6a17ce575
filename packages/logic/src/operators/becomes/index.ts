import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';

export const becomes = operator({
  name: 'becomes',
  signature: params([value('boolean')], 'boolean'),
  nullRule: 'false',
  evaluate: ([after, before, existed]) => after === true && !(existed === true && before === true),
  sql: (call) => frag`(${call.condition(0)} IS TRUE AND NOT (${call.arg(2)} AND ${call.arg(1)} IS TRUE))`,
  docs: {
    zh: {
      label: '变为',
      text: '条件在修改前不成立(或不知道、或是新建),修改后成立。只用于知道修改前数据的地方。',
      words: '变为 {0}',
    },
    en: {
      label: 'becomes',
      text: 'The condition did not hold before the change (or was unknown, or the record is new) and holds after it. Only where the record before the change is known.',
      words: '{0} becomes true',
    },
  },
  examples: [
    example({ becomes: { '==': [{ var: 'stage' }, 'won'] } }, true, {
      stage: 'won',
      $before: { stage: 'lost' },
    }),
    example({ becomes: { '==': [{ var: 'stage' }, 'won'] } }, false, {
      stage: 'won',
      $before: { stage: 'won' },
    }),
  ],
  compares: true,
});
