import { describeOperator } from '../../testing/index.ts';

const named = { some: [{ file_names: { var: 'files' } }, { contains: [{ var: 'row' }, '合同'] }] };

describeOperator('file_names', {
  cases: [
    [
      { file_names: { var: 'files' } },
      { files: [{ name: 'b.png' }, {}, { name: 'a.pdf' }] },
      ['b.png', 'a.pdf'],
    ],
    [{ file_names: { var: 'files' } }, {}, null],
    [named, { files: [{ name: '报价.xlsx' }, { name: '采购合同.pdf' }] }, true],
    [named, { files: [{ name: '报价.xlsx' }] }, false],
  ],
  sql: [],
});
