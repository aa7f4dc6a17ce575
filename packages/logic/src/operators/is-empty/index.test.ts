import { describeOperator } from '../../testing/index.ts';

describeOperator('is_empty', {
  cases: [
    [{ is_empty: { var: 'name' } }, { name: '' }, true],
    [{ is_empty: { var: 'tags' } }, { tags: [] }, true],
    [{ is_empty: { var: 'name' } }, { name: ' ' }, false],
    [{ is_empty: { var: 'files' } }, { files: [] }, true],
    [{ is_empty: { var: 'amount' } }, { amount: '0' }, false],
  ],
  sql: [
    [{ is_empty: { var: 'name' } }, '(t."name" IS NULL)'],
    [{ is_empty: { var: 'tags' } }, '(coalesce(cardinality(t."tags"), 0) = 0)'],
  ],
});
