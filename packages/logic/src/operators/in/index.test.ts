import { describeOperator } from '../../testing/index.ts';

describeOperator('in', {
  cases: [
    [{ in: [{ var: 'stage' }, ['won', 'lost']] }, { stage: 'won' }, true],
    [{ in: [{ var: 'stage' }, []] }, { stage: 'won' }, false],
    [{ in: [{ var: 'amount' }, [1, '2.50']] }, { amount: '2.5' }, true],
    [{ '!': [{ in: [{ var: 'stage' }, ['won']] }] }, {}, true],
    [
      { in: [{ var: 'dept' }, { var: '$member.departments' }] },
      { dept: '00000000-0000-4000-8000-0000000000d1' },
      true,
    ],
  ],
  sql: [[{ in: [{ var: 'stage' }, ['won', 'lost']] }, '(t."stage" = ANY($1::text[]))']],
});
