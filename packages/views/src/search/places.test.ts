import { readingsOf, readSearch } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { type CatalogInput, readCatalog } from '../catalog/catalog.ts';
import { findPlaces, placesOf } from './places.ts';

const form = (zh: string, en: string, actions: readonly ('view' | 'create')[]) => ({
  document: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title: zh,
    properties: { name: { title: '名称', trellis: { type: 'text', label: { zh: '名称' }, config: {} } } },
    required: [],
    additionalProperties: false,
    trellis: { vocabulary: 1, label: { zh, en }, titleField: 'name', layout: [] },
  },
  access: { actions, readonly: [] },
});
const catalog = readCatalog({
  version: '1',
  apps: { crm: { vocabulary: 1, label: { zh: '客户管理' }, menu: [] } },
  forms: {
    'crm:account': form('客户', 'Customers', ['view', 'create']),
    'crm:secret': form('客户密档', 'Secrets', ['create']),
  },
  views: {
    'crm:mine': {
      vocabulary: 1,
      form: 'account',
      kind: 'table',
      label: { zh: '我的客户' },
      config: { columns: [] },
    },
  },
  dashboards: { 'crm:sales': { vocabulary: 1, label: { zh: '销售看板' }, cards: [] } },
  roles: {},
} as unknown as CatalogInput);

const own = [
  {
    id: '01890000-0000-7000-8000-000000000001',
    app: 'crm',
    form: 'account',
    document: {
      vocabulary: 1 as const,
      form: 'account',
      kind: 'calendar',
      label: { zh: '拜访安排' },
      config: {},
    },
  },
];

const found = (search: string, locale: 'zh' | 'en' = 'zh') =>
  findPlaces(placesOf(catalog, own, locale), readSearch(search), readingsOf, 9).map(
    ({ kind, label }) => `${kind} ${label}`,
  );

test('places are found by name, the same before beginnings and parts', () => {
  expect(found('客户')).toEqual([
    'form 客户',
    'create 客户',
    'app 客户管理',
    'create 客户密档',
    'view 我的客户',
  ]);
  expect(found('custom', 'en')).toEqual(['form Customers', 'create Customers']);
});

test('and by pinyin; every word must be in the name', () => {
  expect(found('xskb')).toEqual(['dashboard 销售看板']);
  expect(found('客户 wd')).toEqual(['view 我的客户']);
  expect(found('没有')).toEqual([]);
});

test('a form that can’t be viewed is no place to go to', () => {
  expect(found('密档')).toEqual(['create 客户密档']);
});

test('views of one’s own lead to themselves', () => {
  const [view] = findPlaces(placesOf(catalog, own, 'zh'), readSearch('bfap'), readingsOf, 9);
  expect(view?.within).toBe('客户');
  expect(view?.icon).toBe('calendar');
  expect(view?.place).toMatchObject({ form: 'account', search: { view: own[0]?.id } });
});
