import { describeOperator } from '../../testing/index.ts';

describeOperator('<', {
  cases: [
    [{ '<': [{ var: 'amount' }, 10] }, { amount: '9' }, true],
    [{ '<': [{ var: 'amount' }, 2] }, {}, false],
    [{ '<': [{ var: 'name' }, '𠮷'] }, { name: 'ﬀ' }, true],
    [{ '<': [{ var: 'day' }, '2026-03-01'] }, { day: '0999-01-01' }, true],
  ],
  sql: [
    [{ '<': [{ var: 'amount' }, 10] }, '(t."amount" < $1::numeric)'],
    [{ '<': [{ var: 'name' }, 'b'] }, '((t."name" COLLATE "C") < ($1::text COLLATE "C"))'],
  ],
});
