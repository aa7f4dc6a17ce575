import { describeOperator } from '../../testing/index.ts';

describeOperator('starts_with', {
  cases: [
    [{ starts_with: [{ var: 'name' }, 'Ab'] }, { name: 'aBc' }, true],
    [{ starts_with: [{ var: 'name' }, '_'] }, { name: 'a' }, false],
    [{ starts_with: [{ var: 'name' }, 'a'] }, {}, false],
  ],
  sql: [
    [
      { starts_with: [{ var: 'name' }, 'É'] },
      '(starts_with(translate(lower(t."name" COLLATE "C"), $1::text, $2::text), $3::text))',
    ],
  ],
});
