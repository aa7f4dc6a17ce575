import { useFormServices } from '@trellis/forms/react';
import { Icon, MemberAvatar, type Refs, RelativeTime } from '@trellis/ui/react';
import type { ReactNode } from 'react';
import { useT } from './messages.ts';

/** Name of a member, as far as it is known. */
export function useMemberName(): (id: string | null, refs: Refs) => string | undefined {
  const { members } = useFormServices();
  return (id, refs) =>
    id === null ? undefined : (refs[id]?.title ?? members.find((m) => m.id === id)?.name);
}

/** One line of what happened: who, what, when, and what belongs to it. */
export function Entry(props: {
  /** Absent where nobody did it themself. */
  readonly who?: { readonly id: string | null; readonly name: string | undefined };
  readonly what: ReactNode;
  readonly at: string;
  /** How it came, behind the time. */
  readonly how?: string | undefined;
  readonly children?: ReactNode;
}) {
  const { who } = props;
  const t = useT();
  const { tz } = useFormServices();
  return (
    <>
      {who?.name ? (
        <MemberAvatar name={who.name} id={who.id ?? undefined} size={24} />
      ) : (
        <span className="v-activity-robot">
          <Icon name="robot" />
        </span>
      )}
      <div className="v-activity-body">
        <div className="v-activity-head">
          <span className="v-activity-what">
            {who ? <strong>{who.name ?? t('someone')}</strong> : null} {props.what}
          </span>
          <span className="v-activity-when">
            <RelativeTime value={props.at} tz={tz} />
            {props.how ? ` · ${props.how}` : null}
          </span>
        </div>
        {props.children}
      </div>
    </>
  );
}
