import { describeOperator } from '../../testing/index.ts';

describeOperator('encode_url', {
  cases: [
    [{ encode_url: { var: 'name' } }, { name: "it's 💡" }, "it's%20%F0%9F%92%A1"],
    [{ encode_url: { var: 'name' } }, {}, null],
  ],
  sql: [],
});
