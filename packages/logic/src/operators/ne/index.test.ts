import { describeOperator } from '../../testing/index.ts';

describeOperator('!=', {
  cases: [
    [{ '!=': [{ var: 'stage' }, 'won'] }, { stage: 'lost' }, true],
    [{ '!=': [{ var: 'stage' }, 'won'] }, {}, true],
    [{ '!=': [{ var: 'amount' }, 1] }, { amount: '1.0' }, false],
  ],
  sql: [[{ '!=': [{ var: 'stage' }, 'won'] }, '(t."stage" IS DISTINCT FROM $1::text)']],
});
