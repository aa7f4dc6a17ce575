import { describeOperator } from '../../testing/index.ts';

describeOperator('==', {
  cases: [
    [{ '==': [{ var: 'amount' }, 1.5] }, { amount: '1.50' }, true],
    [{ '==': [{ var: 'amount' }, '-0'] }, { amount: '0.00' }, true],
    [{ '==': [{ var: 'name' }, 'A'] }, { name: 'a' }, false],
    [{ '==': [{ var: 'name' }, null] }, { name: '' }, true],
    [{ '==': [{ var: 'at' }, '2026-03-01T08:00:00+08:00'] }, { at: '2026-03-01T00:00:00.000Z' }, true],
    [{ '==': [{ var: 'owner' }, { var: '$member' }] }, {}, false],
  ],
  sql: [
    [{ '==': [{ var: 'name' }, 'A'] }, '(t."name" = $1::text)'],
    [{ '!': [{ '==': [{ var: 'name' }, 'A'] }] }, '(NOT coalesce(t."name" = $1::text, false))'],
    [{ '==': [{ var: 'owner' }, { var: '$member' }] }, '(t."owner" = $1::uuid)'],
  ],
});
