import { DEPARTMENT_TARGET } from '@trellis/metadata';
import { peopleIn } from '../../infer/people.ts';
import type { Infer } from '../../infer/types.ts';
import { type DepartmentConfig, department } from './model.ts';

/** Names of departments. */
export const inferDepartment: Infer<DepartmentConfig> = (column, env) => {
  const found = peopleIn(column, DEPARTMENT_TARGET, env);
  if (!found) return undefined;
  return { config: { ...department.config.defaults(), ...(found.many ? { many: true } : {}) }, rank: 0.89 };
};
