/** The app for a sales pipeline: accounts, products, sales agents with their managers, opportunities. */

export const APP = 'sales';

const field = (type, zh, en, config = {}, more = {}) => ({
  title: zh,
  trellis: { type, label: { zh, en }, config, ...more },
});
const text = (zh, en, more = {}) => field('text', zh, en, { maxLength: 100 }, more);
const dollars = (zh, en) => field('money', zh, en, { currency: 'USD', decimals: 2 });
const whole = (zh, en) => field('number', zh, en, { decimals: 0 });
const reference = (zh, en, form) => field('reference', zh, en, { form });
const options = (...list) => ({
  options: list.map(([key, zh, en, more]) => ({ key, label: { zh, en }, ...more })),
});

const form = (zh, en, properties, titleField, more = {}) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  title: zh,
  properties,
  required: [titleField],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh, en }, titleField, layout: [], ...more },
});

const sectors = options(
  ['technology', '科技', 'technology'],
  ['medical', '医疗', 'medical'],
  ['retail', '零售', 'retail'],
  ['software', '软件', 'software'],
  ['entertainment', '娱乐', 'entertainment'],
  ['marketing', '营销', 'marketing'],
  ['telecommunications', '电信', 'telecommunications'],
  ['finance', '金融', 'finance'],
  ['employment', '人力资源', 'employment'],
  ['services', '服务', 'services'],
);
const stages = options(
  ['prospecting', '初步接触', 'Prospecting', { outcome: 'open' }],
  ['engaging', '洽谈中', 'Engaging', { outcome: 'open' }],
  ['won', '赢单', 'Won', { outcome: 'won' }],
  ['lost', '输单', 'Lost', { outcome: 'lost' }],
);

/** In the order in which they can be published: what is referred to comes first. */
const FORMS = {
  account: form(
    '客户',
    'Account',
    {
      account: text('客户名称', 'Account', { unique: true, searchable: true }),
      sector: field('select', '行业', 'Sector', sectors),
      year_established: whole('成立年份', 'Year established'),
      revenue: dollars('年收入（百万）', 'Revenue (millions)'),
      employees: whole('员工数', 'Employees'),
      office_location: text('总部', 'Office location'),
      subsidiary_of: text('母公司', 'Subsidiary of'),
    },
    'account',
  ),
  product: form(
    '产品',
    'Product',
    {
      product: text('产品名称', 'Product', { unique: true, searchable: true }),
      series: text('系列', 'Series'),
      sales_price: dollars('标准价', 'Sales price'),
    },
    'product',
  ),
  agent: form(
    '销售员',
    'Sales agent',
    {
      sales_agent: text('姓名', 'Sales agent', { unique: true, searchable: true }),
      manager: text('经理', 'Manager'),
      regional_office: text('大区', 'Regional office'),
    },
    'sales_agent',
  ),
  opportunity: form(
    '商机',
    'Opportunity',
    {
      opportunity_id: text('商机编号', 'Opportunity id', { unique: true, searchable: true }),
      sales_agent: reference('销售员', 'Sales agent', 'agent'),
      product: reference('产品', 'Product', 'product'),
      account: reference('客户', 'Account', 'account'),
      deal_stage: field('stage', '阶段', 'Deal stage', stages),
      engage_date: field('date', '开始日期', 'Engage date'),
      close_date: field('date', '结束日期', 'Close date'),
      close_value: dollars('成交金额', 'Close value'),
    },
    'opportunity_id',
    { stageField: 'deal_stage' },
  ),
};

/** The files of the data set and the forms they belong to, in the order in which references can be found. */
export const FILES = [
  ['accounts.csv', 'account'],
  ['products.csv', 'product'],
  ['sales_teams.csv', 'agent'],
  ['sales_pipeline.csv', 'opportunity'],
];

/** Creates the app with its forms and a menu, through the definitions API. */
export async function createApp(api) {
  const document = {
    vocabulary: 1,
    label: { zh: '销售数据', en: 'Sales data' },
    icon: 'funnel',
    menu: [{ key: 'all', label: { zh: '全部', en: 'All' }, items: [] }],
  };
  await api.call('POST', '/apps', { key: APP, document });
  for (const [key, form] of Object.entries(FORMS)) {
    const path = `/definitions/form/${APP}/${key}`;
    const { issues } = await api.call('PUT', `${path}/draft`, { document: form });
    if (issues.length > 0) throw new Error(`${key}: ${JSON.stringify(issues)}`);
    await api.call('POST', `${path}/publish`);
  }
  const items = Object.keys(FORMS).map((form) => ({ kind: 'form', form }));
  const menu = [{ ...document.menu[0], items }];
  await api.call('PUT', `/apps/${APP}`, { document: { ...document, menu } });
}
