import type { CompiledField } from '@trellis/forms/model';
import type { Expr } from '@trellis/logic';
import { DEPARTMENT_TARGET, type FieldDefault, MEMBER_TARGET } from '@trellis/metadata';

/** Something known of the moment or of the person, which a default may take over as it is. */
export type OwnSource =
  | 'today'
  | 'now'
  | 'me'
  | 'myDepartment'
  | 'myDepartments'
  | 'myRoles'
  | 'myName'
  | 'myPhone'
  | 'myEmail';

const EXPRESSIONS: Readonly<Record<OwnSource, string>> = {
  today: '$today',
  now: '$now',
  me: '$member',
  myDepartment: '$member.department',
  myDepartments: '$member.departments',
  myRoles: '$member.roles',
  myName: '$member.name',
  myPhone: '$member.phone',
  myEmail: '$member.email',
};

type Asked = Pick<CompiledField, 'kind' | 'many' | 'target' | 'valueSchema'> & {
  readonly type: Pick<CompiledField['type'], 'roles'>;
};

/** What fits into a field, by what it holds: the likeliest first. */
export function ownSources({ kind, many, target, type, valueSchema }: Asked): readonly OwnSource[] {
  if (target === MEMBER_TARGET) return ['me'];
  if (target === DEPARTMENT_TARGET) return many ? ['myDepartments'] : ['myDepartment'];
  if (type.roles) return many ? ['myRoles'] : [];
  if (kind === 'date') return ['today'];
  if (kind === 'datetime' || kind === 'time') return ['now'];
  if (kind !== 'text' || many) return [];
  if (valueSchema.format === 'phone') return ['myPhone'];
  if (valueSchema.format === 'email') return ['myEmail'];
  return valueSchema.format === undefined ? ['myName', 'myPhone', 'myEmail'] : [];
}

/** The expression of a source in a field. */
export function sourceExpr(source: OwnSource, { kind, many }: Pick<Asked, 'kind' | 'many'>): Expr {
  if (source === 'me' && many) return { var: '$member.self' };
  const found: Expr = { var: EXPRESSIONS[source] };
  return kind === 'time' ? { to_time: [found] } : found;
}

/** The source that a default stands for; undefined for any other. */
export function sourceOf(given: FieldDefault | undefined, field: Asked): OwnSource | undefined {
  if (given?.kind !== 'expr') return undefined;
  const wanted = JSON.stringify(given.expr);
  const first = JSON.stringify({ first: [{ var: '$member.departments' }] });
  // As it was written before there was a name for the main department.
  if (wanted === first && ownSources(field).includes('myDepartment')) return 'myDepartment';
  return ownSources(field).find((source) => JSON.stringify(sourceExpr(source, field)) === wanted);
}

/** The field of the same form that a default takes over; undefined for any other. */
export function copiedField(given: FieldDefault | undefined): string | undefined {
  if (given?.kind !== 'expr') return undefined;
  const path = (given.expr as { readonly var?: Expr } | null)?.var;
  return typeof path === 'string' && /^[a-z][a-z0-9_]*$/.test(path) ? path : undefined;
}
