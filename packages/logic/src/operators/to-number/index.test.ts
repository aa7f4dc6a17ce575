import { describeOperator } from '../../testing/index.ts';

describeOperator('to_number', {
  cases: [
    [{ to_number: { var: 'name' } }, { name: '１２．５％' }, '0.125'],
    [{ to_number: { var: 'name' } }, { name: ' -.5 ' }, '-0.5'],
    [{ to_number: { var: 'name' } }, { name: '1e5' }, null],
    [{ to_number: { var: 'name' } }, { name: 'abc' }, null],
    [{ to_number: { var: 'name' } }, { name: '5.' }, '5'],
  ],
  sql: [],
});
