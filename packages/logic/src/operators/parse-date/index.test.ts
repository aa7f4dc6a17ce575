import { describeOperator } from '../../testing/index.ts';

describeOperator('parse_date', {
  cases: [
    [{ parse_date: { var: 'name' } }, { name: '2026/2/29' }, null],
    [{ parse_date: { var: 'name' } }, { name: ' 2024.2.29 ' }, '2024-02-29'],
    [{ parse_date: { var: 'name' } }, { name: '0000-01-01' }, null],
    [{ parse_date: { var: 'name' } }, { name: 'x' }, null],
  ],
  sql: [],
});
