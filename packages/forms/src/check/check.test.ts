import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type AppBundle, hasIssueText, type Issue } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { field, formOf } from '../testing/forms.ts';
import { checkBundle, inspectBundle, type RawBundle } from './bundle.ts';
import { checkForm } from './definition.ts';
import { brokenBy } from './dependents.ts';
import { typeChangeIssues } from './form.ts';

const NONE: ReadonlyMap<string, CompiledForm> = new Map();
const label = { zh: '测试' };
const options = {
  options: [
    { key: 'a', label: { zh: '甲' } },
    { key: 'b', label: { zh: '乙' } },
  ],
};
const bundle: AppBundle = {
  app: { vocabulary: 1, label, menu: [{ key: 'main', label, items: [{ kind: 'form', form: 'account' }] }] },
  forms: {
    account: formOf({ grade: field('select', options), size: field('number'), founded: field('date') }),
    contact: formOf({ account: field('reference', { form: 'account', display: ['grade'] }) }),
  },
  views: {
    all: { vocabulary: 1, form: 'account', kind: 'table', label, config: { columns: [{ field: 'name' }] } },
    board: {
      vocabulary: 1,
      form: 'account',
      kind: 'kanban',
      label,
      config: { lane: 'grade', card: ['size'] },
    },
  },
  roles: { sales: { vocabulary: 1, label, forms: { account: { actions: ['view'], hidden: ['size'] } } } },
  dashboards: {
    home: {
      vocabulary: 1,
      label,
      cards: [
        {
          key: 'k',
          label,
          x: 0,
          y: 0,
          w: 6,
          h: 3,
          chart: 'bar',
          config: {},
          report: {
            form: 'contact',
            dimensions: [{ key: 'grade', path: 'account.grade' }],
            measures: [{ key: 'sizes', op: 'sum', path: 'account.size' }],
            order: [{ by: 'sizes', dir: 'desc' }],
          },
        },
      ],
    },
  },
};

/** The bundle with the value at a path replaced, or removed. */
function changed(path: readonly (string | number)[], value?: unknown): RawBundle {
  const copy = JSON.parse(JSON.stringify(bundle)) as RawBundle;
  const last = path.at(-1) ?? '';
  // biome-ignore lint/suspicious/noExplicitAny: walks JSON of any shape
  const parent = path.slice(0, -1).reduce<any>((node, step) => node[step], copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
const told = (issues: readonly Issue[]) => issues.map(({ path, code }) => `${path.join('/')} ${code}`);
const wrong = (path: readonly (string | number)[], value?: unknown) =>
  told(inspectBundle('crm', changed(path, value), NONE).issues);

const P = ['forms', 'account', 'properties'] as const;
const CARD = ['dashboards', 'home', 'cards', 0] as const;

describe('checkBundle', () => {
  it('accepts an app whose documents fit together', () => {
    const result = checkBundle('crm', bundle, NONE);
    expect(result.ok ? [...result.value.forms.keys()] : result.issues).toEqual([
      'crm:account',
      'crm:contact',
    ]);
  });

  it.each<[readonly (string | number)[], unknown, string]>([
    [['forms', 'account', 'trellis', 'titleField'], 'nope', 'unknown_field'],
    [['forms', 'account', 'trellis', 'titleField'], 'grade', 'not_a_title'],
    [['forms', 'account', 'trellis', 'stageField'], 'size', 'not_a_stage'],
    [['forms', 'account', 'trellis', 'layout'], [{ kind: 'field', field: 'nope' }], 'unknown_field'],
    [
      ['forms', 'account', 'trellis', 'layout'],
      [
        {
          kind: 'section',
          key: 's',
          columns: 2,
          children: [
            { kind: 'field', field: 'name' },
            { kind: 'field', field: 'name' },
          ],
        },
      ],
      'placed_twice',
    ],
    [['forms', 'account', 'required'], ['nope'], 'unknown_field'],
    [[...P, 'size', 'trellis', 'searchable'], true, 'not_searchable'],
    [[...P, 'grade', 'trellis', 'unique'], true, 'never_unique'],
    [[...P, 'size', 'trellis', 'config', 'decimals'], 99, 'too_large'],
    [[...P, 'size', 'trellis', 'type'], 'no_such', 'unknown_field_type'],
    [[...P, 'size', 'trellis', 'default'], { kind: 'value', value: 'x' }, 'invalid_number'],
    [[...P, 'size', 'trellis', 'default'], { kind: 'value', value: '0.123' }, 'too_many_decimals'],
    [[...P, 'size', 'trellis', 'visible'], { nope: [] }, 'unknown_operator'],
    [[...P, 'grade', 'trellis', 'config', 'options', 1, 'key'], 'a', 'duplicate_key'],
    [[...P, 'grade', 'trellis', 'config', 'options', 1, 'label'], { zh: ' 甲' }, 'duplicate_label'],
    [
      ['forms', 'contact', 'properties', 'account', 'trellis', 'config', 'display'],
      ['nope'],
      'unknown_field',
    ],
    [['forms', 'Bad Key'], bundle.forms.account, 'bad_key'],
    [['views', 'all', 'form'], 'nope', 'unknown_form'],
    [['views', 'all', 'kind'], 'nope', 'unknown_view_kind'],
    [['views', 'all', 'kind'], 'constructor', 'unknown_view_kind'],
    [[...P, 'size', 'trellis', 'type'], 'constructor', 'unknown_field_type'],
    [[...P, 'grade', 'trellis', 'config'], {}, 'missing'],
    [['views', 'all', 'config', 'columns', 0, 'field'], 'nope', 'unknown_field'],
    [['views', 'all', 'config', 'columns'], 'x', 'not_list'],
    [['views', 'all', 'filter'], { '==': [{ var: 'size' }, 'many'] }, 'bad_number'],
    [['views', 'all', 'sort'], [{ field: 'nope', dir: 'asc' }], 'unknown_field'],
    [['views', 'all', 'sort'], [{ field: '_collaborator_ids', dir: 'asc' }], 'not_sortable'],
    [['views', 'all', 'group'], [{ field: 'nope' }], 'unknown_field'],
    [['views', 'all', 'group'], [{ field: 'size' }], 'not_groupable'],
    [['views', 'all', 'group'], [{ field: 'grade' }, { field: 'grade' }], 'not_groupable'],
    [['views', 'all', 'group'], [{ field: 'grade', bucket: 'month' }], 'bucket_without_date'],
    [['views', 'all', 'group'], [{ field: '_created_at', bucket: 'hour' }], 'unknown_option'],
    [
      ['views', 'all', 'colors'],
      [{ when: { '==': [{ var: 'nope' }, 1] }, color: 'red', on: 'row' }],
      'unknown_field',
    ],
    [['views', 'all', 'colors'], [{ when: true, color: 'red', on: 'field' }], 'required'],
    [['views', 'all', 'colors'], [{ when: true, color: 'red', on: 'field', field: 'nope' }], 'unknown_field'],
    [['views', 'all', 'totals'], { nope: 'sum' }, 'unknown_field'],
    [['views', 'all', 'totals'], { grade: 'sum' }, 'not_totalled'],
    [['views', 'all', 'quick'], ['nope'], 'unknown_field'],
    [['views', 'board', 'config', 'lane'], 'size', 'not_a_lane'],
    [['views', 'board', 'config', 'sum'], 'grade', 'not_a_number_field'],
    [['roles', 'sales', 'forms', 'nope'], { actions: [] }, 'unknown_form'],
    [['roles', 'sales', 'forms', 'account', 'hidden', 0], 'nope', 'unknown_field'],
    [['roles', 'sales', 'forms', 'account', 'rows'], { var: 'size' }, 'type_mismatch'],
    [['roles', 'sales', 'dashboards'], ['nope'], 'unknown_dashboard'],
    [[...CARD, 'w'], 25, 'too_large'],
    [[...CARD, 'x'], 20, 'beyond_grid'],
    [[...CARD, 'report', 'dimensions', 0, 'path'], 'account.nope', 'unknown_field'],
    [[...CARD, 'report', 'dimensions', 0, 'path'], 'account.founded', 'bucket_missing'],
    [[...CARD, 'report', 'dimensions', 0, 'bucket'], 'month', 'bucket_without_date'],
    [[...CARD, 'report', 'measures', 0, 'path'], 'account.grade', 'wrong_aggregate'],
    [[...CARD, 'report', 'measures', 0, 'path'], undefined, 'missing'],
    [[...CARD, 'report', 'order', 0, 'by'], 'nope', 'unknown_column'],
    [['app', 'menu', 0, 'items', 0, 'form'], 'nope', 'unknown_form'],
    [['app', 'menu'], 'x', 'not_list'],
  ])('at %j finds %j: %s', (path, value, code) => {
    const issues = inspectBundle('crm', changed(path, value), NONE).issues;
    expect(told(issues)).toHaveLength(1);
    expect(issues[0]?.code).toBe(code);
    // At the place itself or beside it, where two settings contradict each other.
    expect(issues[0]?.path.join('/')).toContain(path.slice(0, -1).join('/'));
  });

  it('finds a reference to nowhere and all that builds on it', () => {
    expect(wrong(['forms', 'contact', 'properties', 'account', 'trellis', 'config', 'form'], 'nope')).toEqual(
      [
        'forms/contact/properties/account/trellis/config/form unknown_form',
        'dashboards/home/cards/0/report/dimensions/0/path unknown_field',
        'dashboards/home/cards/0/report/measures/0/path unknown_field',
      ],
    );
  });

  it('survives documents of any shape', () => {
    for (const junk of [null, 1, 'x', [], {}, { properties: { a: null } }, { trellis: [] }]) {
      for (const [kind, key] of [
        ['forms', 'account'],
        ['views', 'all'],
        ['roles', 'sales'],
        ['dashboards', 'home'],
      ] as const) {
        const issues = inspectBundle('crm', changed([kind, key], junk), NONE).issues;
        expect(issues.length).toBeGreaterThan(0);
        expect(
          issues.every(({ code }) => hasIssueText(code)),
          JSON.stringify(issues),
        ).toBe(true);
      }
      expect(wrong(['app'], junk).length).toBeGreaterThan(0);
    }
  });

  it('shows what a bundle is in spite of mistakes in meaning', () => {
    const found = inspectBundle('crm', changed(['views', 'all', 'form'], 'nope'), NONE);
    expect(found.checked?.bundle.forms.account).toEqual(bundle.forms.account);
  });
});

describe('one form', () => {
  it('is checked against the forms of other apps', () => {
    const order = formOf({ customer: field('reference', { form: 'crm:account' }) });
    const crm = checkBundle('crm', bundle, NONE);
    expect(checkForm('erp:order', order, crm.ok ? crm.value.forms : NONE).ok).toBe(true);
    const alone = checkForm('erp:order', order, NONE);
    expect(alone.ok ? [] : told(alone.issues)).toEqual([
      'properties/customer/trellis/config/form unknown_form',
    ]);
  });

  it('may refer to itself', () => {
    expect(checkForm('crm:dept', formOf({ parent: field('reference', { form: 'dept' }) }), NONE).ok).toBe(
      true,
    );
  });

  it('may change a field’s type only where the stored data can follow', () => {
    const before = compileForm(
      'crm:x',
      formOf({ a: field('text'), b: field('number'), c: field('select', options), d: field('text') }),
    );
    const after = compileForm(
      'crm:x',
      formOf({ a: field('textarea'), b: field('text'), c: field('stage', options), d: field('file') }),
    );
    expect(told(typeChangeIssues(before, after))).toEqual([
      'properties/d/trellis/type type_change_unsupported',
    ]);
  });

  it('tells which definitions a change would break', () => {
    const checked = checkBundle('crm', bundle, NONE);
    if (!checked.ok) throw new Error('the bundle is right');
    const after = new Map(checked.value.forms).set('crm:account', compileForm('crm:account', formOf({})));
    const of = <D>(documents: { readonly [key: string]: D }) =>
      new Map(Object.entries(documents).map(([key, document]) => [`crm:${key}`, document]));
    const { views, roles, dashboards } = bundle;
    const published = { views: of(views), roles: of(roles), dashboards: of(dashboards) };
    expect(brokenBy(checked.value.forms, after, published).map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
      'form crm:contact',
      'view crm:board',
      'role crm:sales',
      'dashboard crm:home',
    ]);
    expect(brokenBy(checked.value.forms, checked.value.forms, published)).toEqual([]);
  });
});

const templates = `${import.meta.dirname}/../../../../templates`;
describe.each(readdirSync(templates).filter((name) => existsSync(`${templates}/${name}/manifest.json`)))(
  'template %s',
  (name) => {
    it('is right', () => {
      const read = (file: string): unknown =>
        JSON.parse(readFileSync(`${templates}/${name}/${file}`, 'utf8'));
      const folder = (of: string) =>
        Object.fromEntries(
          readdirSync(`${templates}/${name}/${of}`).map((file) => [
            file.replace(/\.json$/, ''),
            read(`${of}/${file}`),
          ]),
        );
      const manifest = read('manifest.json') as { key: string; app: unknown };
      const raw = {
        app: manifest.app,
        forms: folder('forms'),
        views: folder('views'),
        roles: folder('roles'),
        dashboards: folder('dashboards'),
      };
      expect(told(inspectBundle(manifest.key, raw, NONE).issues)).toEqual([]);
    });
  },
);
