import { asList } from './operators/lists.ts';
import type { Env, Value, ValueType } from './types.ts';
import { localDate, normalizeInstant } from './tz.ts';

/** Something an expression knows besides the record: who asks, when, and how departments lie below each other. */
export interface EnvironmentValue {
  readonly type: ValueType;
  /** It may be unknown: a member without a phone number. */
  readonly nullable?: true;
  readonly words: { readonly zh: string; readonly en: string };
  read(env: Env): Value;
}

const NAMED: Readonly<Record<string, EnvironmentValue>> = {
  $now: {
    type: { kind: 'datetime' },
    words: { zh: '现在', en: 'now' },
    read: ({ now }) => normalizeInstant(now),
  },
  $today: { type: { kind: 'date' }, words: { zh: '今天', en: 'today' }, read: today },
  $member: {
    type: { kind: 'ref' },
    words: { zh: '当前成员', en: 'the current member' },
    read: ({ member }) => member.id,
  },
  // For fields of several members, which start with who asks.
  '$member.self': {
    type: { kind: 'ref', many: true },
    words: { zh: '当前成员', en: 'the current member' },
    read: ({ member }) => [member.id],
  },
  '$member.name': {
    type: { kind: 'text' },
    nullable: true,
    words: { zh: '我的姓名', en: 'my name' },
    read: ({ member }) => member.name || null,
  },
  '$member.phone': {
    type: { kind: 'text' },
    nullable: true,
    words: { zh: '我的手机', en: 'my phone' },
    read: ({ member }) => member.phone || null,
  },
  '$member.email': {
    type: { kind: 'text' },
    nullable: true,
    words: { zh: '我的邮箱', en: 'my e-mail' },
    read: ({ member }) => member.email || null,
  },
  '$member.department': {
    type: { kind: 'ref' },
    nullable: true,
    words: { zh: '我的主部门', en: 'my main department' },
    read: ({ member }) => member.departments[0] ?? null,
  },
  '$member.departments': {
    type: { kind: 'ref', many: true },
    nullable: true,
    words: { zh: '我的部门', en: 'my departments' },
    read: ({ member }) => asList(member.departments),
  },
  '$member.departments_below': {
    type: { kind: 'ref', many: true },
    nullable: true,
    words: { zh: '我的部门及下级', en: 'my departments and those below' },
    read: ({ member, parents }) => asList(withBelow(member.departments, parents)),
  },
  '$member.roles': {
    type: { kind: 'option', many: true },
    nullable: true,
    words: { zh: '我的角色', en: 'my roles' },
    read: ({ member }) => asList(member.roles),
  },
};

const DEPARTMENT = /^\$departments\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What a name such as `$today` stands for; undefined for what is no such name. */
export function environmentOf(name: string): EnvironmentValue | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const id = DEPARTMENT.exec(name)?.[1];
  if (id === undefined) return undefined;
  return {
    type: { kind: 'ref', many: true },
    words: { zh: '该部门及下级', en: 'that department and those below' },
    read: ({ parents }) => withBelow([id], parents),
  };
}

/** The calendar day of the workspace's zone. */
function today(env: Env): string | null {
  const now = normalizeInstant(env.now);
  return now === null ? null : localDate(now, env.tz);
}

/** Departments with all that lie below them, by the parent of each; a circle of parents ends where it began. */
function withBelow(ids: readonly string[], parents: Env['parents'] = {}): readonly string[] {
  const found = new Set(ids);
  for (const id of Object.keys(parents)) {
    const way: string[] = [];
    let at: string | null = id;
    while (at !== null && !found.has(at) && !way.includes(at)) {
      way.push(at);
      at = parents[at] ?? null;
    }
    if (at !== null && found.has(at)) for (const below of way) found.add(below);
  }
  return [...found];
}
