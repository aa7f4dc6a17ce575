import { defineMessages } from '@trellis/ui/react';

/** Texts of records on paper. */
export const useT = defineMessages('print', {
  zh: {
    print: '打印',
    back: '返回',
    options: '打印内容',
    empty: '空字段',
    related: '关联数据',
    count: '共 {count} 条，每条另起一页',
    tooMany: '一次最多打印 {max} 条，只包括前 {max} 条',
    gone: '这条数据已不在了',
    nothing: '没有要打印的数据',
    nothingText: '打开一条数据点“打印”，或在列表里勾选几条一起打印。',
    by: '{name} 打印于 {when}',
    more: '其余 {count} 条没有列出',
    noRelated: '无',
    hint: '可在打印窗口里选“另存为 PDF”',
  },
  en: {
    print: 'Print',
    back: 'Back',
    options: 'What to print',
    empty: 'Empty fields',
    related: 'Related records',
    count: '{count} records, each on a page of its own',
    tooMany: 'At most {max} records at once; the first {max} are here',
    gone: 'This record is gone',
    nothing: 'Nothing to print',
    nothingText: 'Open a record and choose “Print”, or select some in a list and print them together.',
    by: 'Printed by {name}, {when}',
    more: '{count} more are not listed',
    noRelated: 'None',
    hint: 'The print dialog can also save a PDF',
  },
});
