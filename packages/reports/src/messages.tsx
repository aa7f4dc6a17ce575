import { defineMessages } from '@trellis/ui/react';

/** Texts of dashboards and charts. */
export const useT = defineMessages('reports', {
  zh: {
    retry: '重试',
    failed: '没有取到数据',
    cantDraw: '这张图画不出来',
    unknownChart: '没有图表类型“{type}”，请修改这张卡片',
    emptyTitle: '还没有可以显示的数据',
    emptyText: '没有符合这张图条件的{form}。新增或修改数据后会自动显示。',
    open: '打开{form}',
    asTable: '以表格显示',
    asChart: '以图表显示',
    truncated: '只显示前 {count} 组',
    drill: '{name}：{value}，查看数据',
    conversion: '转化 {rate}',
    total: '合计',
    noCards: '这个仪表盘还没有卡片',
    noCardsText: '卡片显示数据的汇总。管理员可以在应用的定义里添加卡片。',
    ofChart: '图表“{name}”的数据',
  },
  en: {
    retry: 'Try again',
    failed: 'The data could not be loaded',
    cantDraw: 'This chart can’t be drawn',
    unknownChart: 'There is no chart “{type}”. Change this card',
    emptyTitle: 'Nothing to show yet',
    emptyText: 'No {form} record meets the conditions of this chart. It appears by itself once one does.',
    open: 'Open {form}',
    asTable: 'Show as table',
    asChart: 'Show as chart',
    truncated: 'Only the first {count} groups',
    drill: '{name}: {value}, show the records',
    conversion: '{rate} convert',
    total: 'Total',
    noCards: 'This dashboard has no cards yet',
    noCardsText:
      'Cards show summaries of records. An administrator can add some in the definition of the app.',
    ofChart: 'Data of the chart “{name}”',
  },
});
