import { compile, explain, formulaTree, type Row } from '@trellis/logic';
import { describe, expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { env, field, formOf } from '../testing/forms.ts';
import type { SampleRecord } from '../widgets/services.tsx';
import { analyseFormula } from './analyse.ts';
import { callAt } from './place.ts';
import { withRelated } from './sample.ts';
import { stepsOf } from './steps.ts';
import { suggest } from './suggest.ts';
import { formulaWorld } from './world.ts';

const label = (zh: string, en: string) => ({ label: { zh, en } });
const options = [
  { key: 'a', label: { zh: '甲类', en: 'A' } },
  { key: 'b', label: { zh: '乙类', en: 'B' } },
];
const account = compileForm(
  'crm:account',
  formOf({ grade: field('select', { options }, label('等级', 'Grade')) }, { meta: label('客户', 'Account') }),
);
const deal = compileForm(
  'crm:deal',
  formOf(
    {
      amount: field('number', {}, label('合同金额', 'Amount')),
      rate: field('number', {}, label('成交概率', 'Rate')),
      account: field('reference', { form: 'account' }, label('客户', 'Account')),
      due: field('date', {}, label('到期日', 'Due')),
    },
    { meta: label('商机', 'Deal') },
  ),
);
const forms = new Map([account, deal].map((form) => [form.ref, form]));
const world = formulaWorld(deal, forms, 'zh', 'all', 'rate');
const narrow = formulaWorld(deal, forms, 'zh', 'record');
const back = formulaWorld(account, forms, 'zh', 'all');

/** What is offered where the bar stands. */
function offered(marked: string, asked = false, around = world) {
  const position = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = suggest(around, formulaTree(text), text, position, asked);
  return (
    found && {
      ...found,
      replaced: text.slice(found.from, found.to),
      labels: found.items.map((one) => one.label),
    }
  );
}

describe('suggest', () => {
  it.each<[string, string, string, string]>([
    ['{合|', '合同金额', '{amount}', '{合'],
    ['1 + {ht|} + 2', '合同金额', '{amount}', '{ht}'],
    ['1 + {hetong|', '合同金额', '{amount}', '{hetong'],
    ['合同|', '合同金额', '{amount}', '合同'],
    ['{客户.|', '客户.等级', '{account.grade}', '{客户.'],
    ['{等|', '客户.等级', '{account.grade}', '{等'],
    ['rou|', 'ROUND', 'ROUND()', 'rou'],
    ['averag|(1)', 'AVERAGE', 'AVERAGE', 'averag'],
    ['{客户.等级} = |', '甲类', '"甲类"', ''],
    ['{客户.等级} = "乙|"', '乙类', '"乙类"', '"乙"'],
    ['DATEADD({due}, 1, "m|")', 'month', '"month"', '"m"'],
  ])('offers for %s: %s', (marked, first, insert, replaced) => {
    const found = offered(marked);
    const item = found?.items.find((one) => one.label === first);
    expect([item?.insert, found?.replaced]).toEqual([insert, replaced]);
    expect(found?.labels.indexOf(first)).toBeLessThan(5);
  });

  it('puts the caret between the parentheses of a function that takes something', () => {
    const caretOf = (marked: string, name: string) =>
      offered(marked)?.items.find((one) => one.label === name)?.caret;
    expect(caretOf('IF|', 'IF')).toBe(3);
    expect(caretOf('TODA|', 'TODAY')).toBeUndefined();
  });

  it('finds functions by what they do', () => {
    expect(offered('四舍五入|')?.labels).toContain('ROUND');
  });

  it('offers nothing unasked, all when asked, and never the field itself', () => {
    expect(offered('1 + |')).toBeUndefined();
    expect(offered('1 + |', true)?.labels).toContain('合同金额');
    expect(offered('{|')?.labels).not.toContain('成交概率');
    expect(offered('{|', false, narrow)?.labels).toContain('成交概率');
  });

  it('keeps to the record where rules must', () => {
    expect(offered('{等|', false, narrow)).toBeUndefined();
  });

  it('calls records that point back like their form', () => {
    expect(offered('{商|', false, back)?.items[0]).toMatchObject({ label: '商机', insert: '{deal@account}' });
  });
});

describe('callAt', () => {
  it.each<[string, string | undefined, number]>([
    ['IF(|', 'IF', 0],
    ['IF({amount} > 1, |', 'IF', 1],
    ['IF(ABS(1|), 2)', 'ABS', 0],
    ['IF(ABS(1), |2)', 'IF', 1],
    ['IF(MAX(1, 2, 3), |', 'IF', 1],
    ['IF(1 = "a,b", 1, |)', 'IF', 2],
    ['IF(1, 2)|', undefined, 0],
    ['|IF(1, 2)', undefined, 0],
  ])('%s is in %s', (marked, name, argument) => {
    const text = marked.replace('|', '');
    const call = callAt(formulaTree(text), text, marked.indexOf('|'));
    expect([call?.fn.name, call?.argument ?? 0]).toEqual([name, argument]);
  });
});

describe('analyseFormula', () => {
  const wrong = (text: string, expect?: Parameters<typeof analyseFormula>[2]) => {
    const result = analyseFormula(text, world, expect);
    return result.ok ? [] : result.mistakes.map(({ from, to, message }) => [text.slice(from, to), message]);
  };

  it('names fields as people do', () => {
    expect(wrong('{客户} + 1')).toEqual([['{客户}', '这里需要数字，实际是引用']]);
    expect(wrong('{客户.等级.x}')).toEqual([['{客户.等级.x}', '没有名为“客户.等级.x”的字段']]);
  });

  it('demands a type, and that a formula keeps off its own field', () => {
    expect(wrong('{合同金额} > 1', { kind: 'number' }).length).toBe(1);
    expect(wrong('{合同金额} * 2', { kind: 'number' })).toEqual([]);
    expect(wrong('{成交概率} * 2')).toEqual([['{成交概率}', '公式不能用到它自己“成交概率”']]);
  });

  it('says what to write instead', () => {
    const result = analyseFormula('合同金额 * 2', world, undefined);
    expect(result.ok ? [] : result.mistakes.map(({ fix }) => fix)).toEqual(['{合同金额}']);
  });
});

describe('withRelated', () => {
  const sample = (row: Row): SampleRecord => ({ id: String(row._id), title: '', row, refs: {} });
  const accounts = [sample({ _id: 'a1', grade: 'b' })];
  const deals = [sample({ _id: 'd1', amount: '5' }), sample({ _id: 'd2', amount: '7' })];
  const ask = async (form: string) => (form === 'crm:account' ? accounts : deals);

  async function worth(text: string, record: Row, around = world) {
    const result = analyseFormula(text, around, undefined);
    if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
    const whole = await withRelated(result.checked.expr, record, around.scope, ask);
    return compile(result.checked)(whole, env);
  }

  it('reads what the references of a record point to', async () => {
    expect(await worth('{客户.等级} = "乙类"', { _id: 'd1', account: 'a1' })).toBe(true);
    expect(await worth('{客户.等级} = "乙类"', { _id: 'd1', account: null })).toBe(false);
  });

  it('reads the records that point to it', async () => {
    expect(await worth('COUNTIF({商机}, {商机.合同金额} > 5)', { _id: 'a1' }, back)).toBe('1');
  });
});

describe('options of the field that a formula is for', () => {
  const graded = compileForm(
    'crm:graded',
    formOf({
      name: field('text', {}, label('名称', 'Name')),
      grade: field('select', { options }, label('等级', 'Grade')),
    }),
  );
  const own = formulaWorld(graded, new Map([[graded.ref, graded]]), 'zh', 'record', 'grade');

  it('are read by label, and refused where there is no such', () => {
    const right = analyseFormula('IF({名称} = "甲类", "甲类", "b")', own, { kind: 'option' });
    expect(right.ok && right.checked.expr).toEqual({
      if: [{ '==': [{ var: 'name' }, '甲类'] }, 'a', 'b'],
    });
    const text = 'IF({名称} = "x", "丙类", "乙类")';
    const wrong = analyseFormula(text, own, { kind: 'option' });
    if (wrong.ok) throw new Error('there is no such option');
    expect(wrong.mistakes).toMatchObject([{ code: 'no_option', message: '没有选项“丙类”' }]);
    expect(wrong.mistakes.map(({ from, to }) => text.slice(from, to))).toEqual(['"丙类"']);
  });

  it('are offered in its branches', () => {
    expect(offered('IF({名称} = "x", "|', false, own)?.labels).toEqual(['甲类', '乙类']);
    expect(offered('LEFT("|', false, own)).toBeUndefined();
  });
});

describe('the steps of a formula', () => {
  const columns = formOf({
    price: field('number', {}, label('单价', 'Price')),
    count: field('number', {}, label('数量', 'Count')),
  });
  const rows = { form: { properties: columns.properties, required: [] } as never };
  const lines = compileForm(
    'crm:quote',
    formOf({
      discount: field('percent', {}, label('折扣', 'Discount')),
      lines: field('subform', rows, label('明细', 'Lines')),
      vip: field('checkbox', {}, label('重点', 'Key')),
    }),
  );
  const of = formulaWorld(lines, new Map([[lines.ref, lines]]), 'zh', 'all');
  const steps = (text: string, record: Row) => {
    const analysed = analyseFormula(text, of, undefined);
    if (!analysed.ok) throw new Error(analysed.mistakes.map(({ message }) => message).join());
    const { checked } = analysed;
    return stepsOf(explain(checked, record, env), checked.expr, of).map(
      (step) => `${step.text} → ${String(step.value)}`,
    );
  };
  const record = {
    discount: '0.1',
    vip: true,
    lines: [
      { price: '10', count: '2' },
      { price: '5', count: '1' },
    ],
  };

  it('are its parts in the order in which they were worked out, rows as a whole', () => {
    expect(steps('SUMPRODUCT({明细.单价}, {明细.数量}) * (1 - {折扣})', record)).toEqual([
      'SUM(MAP({明细}, {明细.单价} * {明细.数量})) → 25',
      '1 - {折扣} → 0.9',
    ]);
  });

  it('follow the branch that was taken', () => {
    const text = 'IF({重点}, ROUND({折扣} * 2, 1), {折扣} * 3) + 1';
    expect(steps(text, record)).toEqual([
      '{折扣} * 2 → 0.2',
      'ROUND({折扣} * 2, 1) → 0.2',
      'IF({重点}, ROUND({折扣} * 2, 1), {折扣} * 3) → 0.2',
    ]);
    expect(steps(text, { ...record, vip: false })[0]).toBe('{折扣} * 3 → 0.3');
  });
});
