import { Type } from 'typebox';
import { operation } from './operation.ts';
import { Id, Key, Locale, WorkspaceParams } from './schemas.ts';

const Account = Type.Object({ id: Id, name: Type.String(), email: Type.String(), locale: Locale });
const WorkspaceInfo = Type.Object({ key: Key, name: Type.String(), tz: Type.String() });
/** The access token goes into the Authorization header; the refresh token is an httpOnly cookie. */
const Session = Type.Object({
  accessToken: Type.String(),
  /** Seconds. */
  expiresIn: Type.Integer(),
  account: Account,
  workspaces: Type.Array(WorkspaceInfo),
});
const Email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+$' });
const Password = Type.String({ minLength: 8, maxLength: 200 });

export const auth = {
  status: operation({
    id: 'status',
    method: 'GET',
    path: '/api/v1/status',
    access: 'public',
    summary: { zh: '产品状态', en: 'State of the installation' },
    reply: Type.Object({ version: Type.String(), setupRequired: Type.Boolean() }),
  }),
  setup: operation({
    id: 'setup',
    method: 'POST',
    path: '/api/v1/setup',
    access: 'public',
    summary: {
      zh: '首次使用：建立企业和管理员',
      en: 'First run: create the workspace and its administrator',
    },
    body: Type.Object({
      workspaceName: Type.String({ minLength: 1, maxLength: 80 }),
      name: Type.String({ minLength: 1, maxLength: 80 }),
      email: Email,
      password: Password,
      locale: Locale,
      tz: Type.Optional(Type.String({ maxLength: 60 })),
    }),
    reply: Session,
  }),
  login: operation({
    id: 'login',
    method: 'POST',
    path: '/api/v1/auth/login',
    access: 'public',
    summary: { zh: '登录', en: 'Log in' },
    body: Type.Object({ email: Type.String({ maxLength: 254 }), password: Type.String({ maxLength: 200 }) }),
    reply: Session,
  }),
  refresh: operation({
    id: 'refresh',
    method: 'POST',
    path: '/api/v1/auth/refresh',
    access: 'public',
    summary: { zh: '续期会话', en: 'Renew the session (refresh cookie, rotated)' },
    reply: Session,
  }),
  logout: operation({
    id: 'logout',
    method: 'POST',
    path: '/api/v1/auth/logout',
    access: 'public',
    summary: { zh: '退出', en: 'Log out' },
  }),
  setLocale: operation({
    id: 'setLocale',
    method: 'PUT',
    path: '/api/v1/account/locale',
    access: 'account',
    summary: { zh: '切换语言', en: 'Switch the interface language' },
    body: Type.Object({ locale: Locale }),
  }),
};

const Member = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  /** E.164. */
  phone: Type.Union([Type.String(), Type.Null()]),
  /** "app:role" keys. */
  roles: Type.Array(Type.String()),
  admin: Type.Boolean(),
  disabled: Type.Boolean(),
  departments: Type.Array(Id),
});
/** Empty or null = none. A number without country code is Chinese. */
const Phone = Type.Union([Type.String({ maxLength: 40 }), Type.Null()]);
const Departments = Type.Array(Id, { maxItems: 100 });

const Department = Type.Object({
  id: Id,
  name: Type.String(),
  parent: Type.Union([Id, Type.Null()]),
});
const DepartmentName = Type.String({ minLength: 1, maxLength: 80 });

export const members = {
  me: operation({
    id: 'me',
    method: 'GET',
    path: '/api/v1/w/{workspace}/me',
    access: 'member',
    summary: { zh: '我', en: 'The calling member' },
    params: WorkspaceParams,
    reply: Member,
  }),
  listMembers: operation({
    id: 'listMembers',
    method: 'GET',
    path: '/api/v1/w/{workspace}/members',
    access: 'member',
    summary: { zh: '成员列表', en: 'Members' },
    params: WorkspaceParams,
    reply: Type.Object({ members: Type.Array(Member) }),
  }),
  createMember: operation({
    id: 'createMember',
    method: 'POST',
    path: '/api/v1/w/{workspace}/members',
    access: 'admin',
    summary: { zh: '新增成员', en: 'Add a member; with e-mail and password they can log in' },
    params: WorkspaceParams,
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 80 }),
      email: Type.Optional(Email),
      phone: Type.Optional(Phone),
      password: Type.Optional(Password),
      roles: Type.Array(Type.String({ maxLength: 90 })),
      departments: Type.Optional(Departments),
    }),
    reply: Member,
  }),
  updateMember: operation({
    id: 'updateMember',
    method: 'PATCH',
    path: '/api/v1/w/{workspace}/members/{id}',
    access: 'admin',
    summary: { zh: '修改成员', en: 'Change a member: name, roles, disabled' },
    params: Type.Object({ workspace: Key, id: Id }),
    body: Type.Object({
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
      phone: Type.Optional(Phone),
      roles: Type.Optional(Type.Array(Type.String({ maxLength: 90 }))),
      disabled: Type.Optional(Type.Boolean()),
      departments: Type.Optional(Departments),
    }),
    reply: Member,
  }),
  listDepartments: operation({
    id: 'listDepartments',
    method: 'GET',
    path: '/api/v1/w/{workspace}/departments',
    access: 'member',
    summary: { zh: '部门列表（上级在前）', en: 'Departments, each after its parent' },
    params: WorkspaceParams,
    reply: Type.Object({ departments: Type.Array(Department) }),
  }),
  createDepartment: operation({
    id: 'createDepartment',
    method: 'POST',
    path: '/api/v1/w/{workspace}/departments',
    access: 'admin',
    summary: { zh: '新增部门', en: 'Add a department' },
    params: WorkspaceParams,
    body: Type.Object({
      name: DepartmentName,
      parent: Type.Optional(Type.Union([Id, Type.Null()])),
    }),
    reply: Department,
  }),
  updateDepartment: operation({
    id: 'updateDepartment',
    method: 'PATCH',
    path: '/api/v1/w/{workspace}/departments/{id}',
    access: 'admin',
    summary: { zh: '修改部门：名称、上级', en: 'Change a department: name, parent' },
    params: Type.Object({ workspace: Key, id: Id }),
    body: Type.Object({
      name: Type.Optional(DepartmentName),
      parent: Type.Optional(Type.Union([Id, Type.Null()])),
    }),
    reply: Department,
  }),
};
