import { MEMBER_TARGET } from '@trellis/metadata';
import { peopleIn } from '../../infer/people.ts';
import type { Infer } from '../../infer/types.ts';
import { type MemberConfig, member } from './model.ts';

/** Names or e-mail addresses of members. */
export const inferMember: Infer<MemberConfig> = (column, env) => {
  const found = peopleIn(column, MEMBER_TARGET, env);
  if (!found) return undefined;
  return { config: { ...member.config.defaults(), ...(found.many ? { many: true } : {}) }, rank: 0.97 };
};
