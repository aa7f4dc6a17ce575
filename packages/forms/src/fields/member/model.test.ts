import { expect, it } from 'vitest';
import { isInRange, rangeDepartments, withBelow } from '../../values/range.ts';
import { member } from './model.ts';

const [A, B] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
const env = {
  locale: 'zh',
  tz: 'Asia/Shanghai',
  resolve: (_: string, name: string) => ({ 王磊: A, 李雷: B })[name],
  title: (id: string) => (id === A ? '王磊' : '李雷'),
} as const;

it('holds one or several by its settings', () => {
  expect(member.parse('王磊', {}, env)).toEqual({ ok: true, value: A });
  expect(member.parse('王磊、李雷, 王磊', { many: true }, env)).toEqual({ ok: true, value: [A, B] });
  expect(member.parse('王磊、韩梅', { many: true }, env)).toMatchObject({ ok: false });
  expect(member.format([A, B], { many: true }, env)).toBe('王磊、李雷');
  expect(member.normalise([], { many: true })).toEqual({ ok: true, value: null });
  expect([member.column({}), member.column({ many: true })]).toEqual(['uuid', 'uuid[]']);
});

it('knows who is within a range', () => {
  const all = [
    { id: 'sales', parent: null },
    { id: 'east', parent: 'sales' },
    { id: 'shanghai', parent: 'east' },
    { id: 'money', parent: null },
  ];
  expect([...withBelow(['sales'], all)]).toEqual(['sales', 'east', 'shanghai']);
  const own = rangeDepartments({ range: 'own', below: true }, ['east'], all);
  expect(isInRange({ departments: ['shanghai'] }, { range: 'own' }, own)).toBe(true);
  expect(isInRange({ departments: ['money'] }, { range: 'own' }, own)).toBe(false);
  const roles = { range: 'roles', roles: ['crm:sales'] } as const;
  expect(isInRange({ roles: ['crm:sales'] }, roles, rangeDepartments(roles, [], all))).toBe(true);
  expect(isInRange({ roles: [] }, roles, rangeDepartments(roles, [], all))).toBe(false);
});
