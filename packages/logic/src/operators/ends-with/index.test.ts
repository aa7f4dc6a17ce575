import { describeOperator } from '../../testing/index.ts';

describeOperator('ends_with', {
  cases: [
    [{ ends_with: [{ var: 'name' }, '𠮷'] }, { name: '土𠮷' }, true],
    [{ ends_with: [{ var: 'name' }, '\\'] }, { name: 'a' }, false],
    [{ ends_with: [{ var: 'name' }, 'LTD'] }, { name: 'Acme Ltd' }, true],
  ],
  sql: [
    [
      { ends_with: [{ var: 'name' }, 'x'] },
      '(starts_with(reverse(lower(t."name" COLLATE "C")), reverse($1::text)))',
    ],
  ],
});
