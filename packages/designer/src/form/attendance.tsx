import { newId } from '@trellis/metadata';
import { MemberAvatar, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { useEffect, useRef, useState } from 'react';
import { useT } from './attendance-messages.ts';

/** Somebody who has the same design open. */
export interface Designer {
  readonly member: string;
  readonly name: string;
}

/** How often one says that one is here: alone, and with others, whose changes one wants to see soon. */
const ALONE_MS = 15_000;
const TOGETHER_MS = 3_000;

/**
 * Says that this page has a form's design open, and learns who else has and how far its draft is.
 * @param onRevision takes what others saved meanwhile; whether there was anything new
 */
export function useAttendance(props: {
  readonly app: string;
  readonly formKey: string;
  readonly onRevision: (revision: number) => Promise<boolean | undefined>;
}): readonly Designer[] {
  const { app, formKey } = props;
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const workspace = useWorkspace().key;
  const [others, setOthers] = useState<readonly Designer[]>([]);
  const latest = useRef(props.onRevision);
  latest.current = props.onRevision;
  useEffect(() => {
    const params = { workspace, kind: 'form' as const, app, key: formKey, tab: newId() };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const attend = async () => {
      let wait = ALONE_MS;
      try {
        const reply = await client.call('attendDesign', { params });
        if (gone) return;
        setOthers((old) => (JSON.stringify(old) === JSON.stringify(reply.others) ? old : reply.others));
        if (reply.others.length > 0) wait = TOGETHER_MS;
        if (await latest.current(reply.revision)) {
          const names = reply.others.map(({ name }) => name).join('、');
          toast.success(names ? t('loaded', { names }) : t('loadedUnknown'));
        }
      } catch {
        // Without a connection nobody is seen; saving says what is wrong.
      }
      if (!gone) timer = setTimeout(() => void attend(), wait);
    };
    const begin = () => {
      gone = false;
      void attend();
    };
    const leave = () => {
      if (gone) return;
      gone = true;
      clearTimeout(timer);
      // Who can't say goodbye is forgotten after a while.
      client.call('leaveDesign', { params, keepalive: true }).catch(() => undefined);
    };
    // The browser may keep a page that was left, and show it again as it was.
    const comesBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) begin();
    };
    begin();
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', comesBack);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', comesBack);
      leave();
    };
  }, [client, workspace, app, formKey, t, toast]);
  return others;
}

/** The others at this design, where everybody sees them before work is lost. */
export function Attendance({ others }: { readonly others: readonly Designer[] }) {
  const t = useT();
  const [first] = others;
  if (!first) return null;
  const names = others.map(({ name }) => name).join('、');
  const text = t('alsoHere', { names });
  return (
    <span className="d-attendance" role="status" title={t('alsoHereHint')}>
      {others.slice(0, 3).map(({ member, name }) => (
        <MemberAvatar key={member} id={member} name={name} size={24} />
      ))}
      <span className="d-attendance-text">{text}</span>
    </span>
  );
}
