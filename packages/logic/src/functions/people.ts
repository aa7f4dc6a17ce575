import { group, more, need } from './define.ts';

const people = group('people');
const me = { var: '$member' };

export const PEOPLE = [
  people('CURRENTUSER', {
    params: [],
    zh: ['当前成员。含当前成员的公式不保存,读取时计算。', 'CURRENTUSER()'],
    en: ['The member who asks. Formulas with it are computed when they are read.'],
    aliases: ['USER', 'ME'],
    toExpr: () => me,
  }),
  people('USERDEPT', {
    params: [],
    zh: ['当前成员所在的部门(列表)。', 'USERDEPT()'],
    en: ['The departments of the member who asks, as a list.'],
    aliases: ['USERDEPTS'],
    toExpr: () => ({ var: '$member.departments' }),
  }),
  people('USERROLES', {
    params: [],
    zh: ['当前成员的角色(列表)。', 'USERROLES()'],
    en: ['The roles of the member who asks, as a list.'],
    toExpr: () => ({ var: '$member.roles' }),
  }),
  people('USERNAME', {
    params: [],
    zh: ['当前成员的姓名。', 'USERNAME()'],
    en: ['The name of the member who asks.'],
    toExpr: () => ({ var: '$member.name' }),
  }),
  people('USERPHONE', {
    params: [],
    zh: ['当前成员的手机号,没有登记时为空。', 'USERPHONE()'],
    en: ['The phone number of the member who asks, empty where none is known.'],
    toExpr: () => ({ var: '$member.phone' }),
  }),
  people('USEREMAIL', {
    params: [],
    zh: ['当前成员的邮箱,没有登记时为空。', 'USEREMAIL()'],
    en: ['The e-mail address of the member who asks, empty where none is known.'],
    toExpr: () => ({ var: '$member.email' }),
  }),
  people('USERMAINDEPT', {
    params: [],
    zh: ['当前成员的主部门(部门列表中的第一个)。', 'USERMAINDEPT()'],
    en: ['The main department of the member who asks: the first of theirs.'],
    toExpr: () => ({ var: '$member.department' }),
  }),
  people('ISME', {
    params: [need('成员字段', 'member field')],
    zh: ['成员字段就是当前成员。', 'ISME({负责人})'],
    en: ['The member field is the member who asks.', 'ISME({Owner})'],
    toExpr: ([member = null]) => ({ '==': [member, me] }),
  }),
  people('INCLUDESME', {
    params: [need('多成员字段', 'members field')],
    zh: ['多成员字段里有当前成员。', 'INCLUDESME({协作人})'],
    en: ['The member who asks is among the members.', 'INCLUDESME({Collaborators})'],
    toExpr: ([members = null]) => ({ in: [me, members] }),
  }),
  people('INMYDEPT', {
    params: [need('部门字段', 'department field')],
    zh: ['部门是当前成员所在的部门之一。', 'INMYDEPT({部门})'],
    en: ['The department is one of those of the member who asks.', 'INMYDEPT({Department})'],
    toExpr: ([department = null]) => ({ in: [department, { var: '$member.departments' }] }),
  }),
  people('HASROLE', {
    params: [need('角色', 'role'), more('角色', 'role')],
    zh: ['当前成员有其中一个角色。', 'HASROLE("crm:sales")'],
    en: ['The member who asks has one of the roles.'],
    toExpr: (roles) => ({ has_any: [{ var: '$member.roles' }, roles] }),
    fromExpr: (expr) => {
      const body = (expr as { readonly has_any?: readonly unknown[] } | null)?.has_any;
      return Array.isArray(body) && Array.isArray(body[1]) ? body[1] : undefined;
    },
  }),
] as const;
