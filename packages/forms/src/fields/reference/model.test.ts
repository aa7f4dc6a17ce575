import { describe, expect, it } from 'vitest';
import type { TextEnv } from '../../contract.ts';
import { read, show } from '../../testing/text.ts';
import { reference } from './model.ts';

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const NAMES = new Map([
  ['精工机械', id(1)],
  ['滨海银行', id(2)],
  ['Smith, Wesson, Sons', id(3)],
  ['Smith', id(4)],
]);
const env: Partial<TextEnv> = {
  resolve: (_, text) => NAMES.get(text),
  title: (one) => [...NAMES].find(([, known]) => known === one)?.[0],
};
const many = { form: 'account', many: true };

describe('several records in one text', () => {
  it('are read at any separator, each once, in their order', () => {
    expect(read(reference, '滨海银行、精工机械', many, env)).toEqual([id(2), id(1)]);
    expect(read(reference, '精工机械;滨海银行\n精工机械', many, env)).toEqual([id(1), id(2)]);
    expect(read(reference, ' ', many, env)).toBe(null);
  });

  it('keep a name whole that holds separators', () => {
    expect(read(reference, 'Smith, Wesson, Sons，精工机械', many, env)).toEqual([id(3), id(1)]);
    expect(read(reference, 'Smith', many, env)).toEqual([id(4)]);
    const three = [id(3), id(4), id(2)];
    expect(read(reference, show(reference, three as never, many, env), many, env)).toEqual(three);
  });

  it('say each name that is unknown', () => {
    const result = reference.parse('精工机械、谁、哪个', many, { locale: 'zh', tz: 'UTC', ...env });
    expect(result.ok ? [] : result.issues.map(({ params }) => params?.text)).toEqual(['谁', '哪个']);
  });
});

describe('settings', () => {
  const around = (target: string | undefined) => ({
    fieldsOf: (form: string) => (form === 'account' ? new Set(['name', 'industry']) : undefined),
    own: (key: string) => (key === 'note' ? { kind: 'text' as const } : undefined),
    at: (_: string, path: string) =>
      path === 'industry' ? { type: { kind: 'option' as const }, ...(target ? { target } : {}) } : undefined,
  });
  const codes = (config: object) =>
    reference.check?.({ form: 'account', ...config }, around(undefined)).map(({ code }) => code);

  it('must name what exists', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ form: 'nowhere' })).toEqual(['unknown_form']);
    expect(codes({ display: ['name', 'gone'] })).toEqual(['unknown_field']);
    expect(codes({ fills: [{ from: 'industry', to: 'note', when: 'empty' }] })).toEqual([]);
    expect(codes({ fills: [{ from: 'gone', to: 'gone', when: 'empty' }] })).toEqual([
      'unknown_field',
      'unknown_field',
    ]);
    expect(codes({ many: true, fills: [{ from: 'industry', to: 'note', when: 'empty' }] })).toEqual([
      'fills_of_many',
    ]);
  });

  it('decide between one and several', () => {
    const one = { form: 'account' };
    expect(reference.normalise([id(1)], one)).toEqual({ ok: true, value: id(1) });
    expect(reference.normalise([id(1), id(2)], one).ok).toBe(false);
    expect(reference.normalise(id(1), many)).toEqual({ ok: true, value: [id(1)] });
    expect(reference.normalise([], many)).toEqual({ ok: true, value: null });
    expect(reference.normalise([id(1), 'x'], many)).toEqual({
      ok: false,
      issues: [{ path: [1], code: 'invalid_id' }],
    });
    expect([reference.column(one), reference.column(many)]).toEqual(['uuid', 'uuid[]']);
  });
});
