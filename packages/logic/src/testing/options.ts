import type { OptionLabels, Scope, ScopeField, ScopeForm } from '../types.ts';

/** Options by "form.field". */
export const OPTIONS: ReadonlyMap<string, OptionLabels> = new Map<string, OptionLabels>([
  [
    'deal.grade',
    new Map([
      ['a', 'A 级'],
      ['b', 'B 级'],
    ]),
  ],
  ['deal.other', new Map([['a', '甲']])],
  [
    'deal.tags',
    new Map([
      ['vip', '重点'],
      ['old', '老客户'],
    ]),
  ],
  [
    'customer.grade',
    new Map([
      ['a', 'A 级'],
      ['b', 'B 级'],
    ]),
  ],
  [
    'line.grade',
    new Map([
      ['a', 'A 级'],
      ['b', 'B 级'],
    ]),
  ],
]);

const option = (of: string): ScopeField => ({ type: { kind: 'option' }, options: OPTIONS.get(of)! });

const deal: ScopeForm = {
  ref: 'deal',
  fields: new Map<string, ScopeField>([
    ['name', { type: { kind: 'text' } }],
    ['grade', option('deal.grade')],
    ['other', option('deal.other')],
    ['free', { type: { kind: 'option' } }],
    ['tags', { type: { kind: 'option', many: true }, options: OPTIONS.get('deal.tags')! }],
    ['customer', { type: { kind: 'ref' }, target: 'customer' }],
    ['lines', { type: { kind: 'ref', many: true }, rows: { form: 'line', via: 'deal' } }],
  ]),
};
const customer: ScopeForm = {
  ref: 'customer',
  title: 'name',
  fields: new Map<string, ScopeField>([
    ['name', { type: { kind: 'text' } }],
    ['grade', option('customer.grade')],
  ]),
};
const line: ScopeForm = {
  ref: 'line',
  fields: new Map<string, ScopeField>([['grade', option('line.grade')]]),
};

/** A form whose fields have options with labels, and a reference with a title. */
export const scope: Scope = {
  form: deal,
  formOf: (ref) => [deal, customer, line].find((form) => form.ref === ref),
};
