/** A form as an author writes it. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Meta = { readonly [key: string]: Json };

const SECTIONS = 15;
const IN_ROW = 2;
const LEVELS = ['a', 'b', 'c'];

const field = (type: string, label: string, config: Meta = {}, meta: Meta = {}): Json => ({
  title: label,
  trellis: { type, label: { zh: label }, config, ...meta },
});
const of = (key: string): Json => ({ var: key });

/** Chains of four: each reads the one before it, the first of a chain two numbers. */
function formula(at: number): Json {
  const before = of(`f${at - 1}`);
  if (at % 4 === 0) return { '*': [of(`n${2 * at}`), of(`n${2 * at + 1}`)] };
  if (at % 4 === 1) return { '+': [before, of(`n${2 * at - 2}`)] };
  if (at % 4 === 2) return { round: [{ '*': [before, 1.13] }, 2] };
  return { if: [{ '>': [before, 1000] }, { '-': [before, 100] }, before] };
}

/** What texts are asked of by other fields: 20 shown, 20 required and 20 locked under a condition. */
function rule(at: number): Meta {
  if (at < 20) return { visible: { '==': [of(`s${at}`), 'b'] } };
  if (at < 40) return { requiredWhen: { '>': [of(`f${2 * (at - 20)}`), 1000] } };
  if (at < 60)
    return {
      readonlyWhen: { and: [{ not_empty: [of(`d${at - 40}`)] }, { '>': [of(`n${at - 40}`), 10] }] },
    };
  return {};
}

const many = (count: number, make: (at: number) => readonly [string, Json]) =>
  Array.from({ length: count }, (_, at) => make(at));

/** 300 fields in 15 sections: 260 that people fill in, 40 formulas, and 60 rules. */
export function bigForm(): Json {
  const options = LEVELS.map((key) => ({ key, label: { zh: key.toUpperCase() } }));
  const result = { type: 'number', config: { decimals: 2 } };
  const fields = [
    ...many(120, (at) => [`t${at}`, field('text', `文本 ${at}`, {}, rule(at))]),
    ...many(80, (at) => [`n${at}`, field('number', `数字 ${at}`, { decimals: 2 })]),
    ...many(30, (at) => [`s${at}`, field('select', `选项 ${at}`, { options })]),
    ...many(30, (at) => [`d${at}`, field('date', `日期 ${at}`)]),
    ...many(40, (at) => [`f${at}`, field('formula', `公式 ${at}`, { result, expr: formula(at) })]),
  ];
  const share = Math.ceil(fields.length / SECTIONS);
  const layout = many(SECTIONS, (at) => [
    `part${at}`,
    fields.slice(at * share, (at + 1) * share).map(([key]) => ({ kind: 'field', field: key })),
  ]).map(([key, children], at) => ({
    kind: 'section',
    key,
    label: { zh: `第 ${at + 1} 部分` },
    columns: IN_ROW,
    children,
  }));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title: '大表单',
    properties: Object.fromEntries(fields),
    required: ['t100'],
    additionalProperties: false,
    trellis: { vocabulary: 1, label: { zh: '大表单' }, titleField: 't100', layout },
  };
}
