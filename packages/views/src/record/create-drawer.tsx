import type { Values } from '@trellis/forms/model';
import { prepareFields } from '@trellis/forms/react';
import { later, Sheet, SkeletonForm, useLocale, useRecord } from '@trellis/ui/react';
import { useMemo, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { type Opening, useOpening } from '../drafts/opening.tsx';
import { useT } from '../messages.ts';
import './record.css';
import { copiedValues } from './submit.ts';

export interface CreateProps {
  readonly info: FormInfo;
  /** Texts by field key to begin with; absent = closed. */
  readonly prefill: Readonly<Record<string, string>> | undefined;
  /** Id of the draft to go on with; without it what was last left without saving. */
  readonly draft?: string | undefined;
  /** Id of the record that it begins as a copy of. */
  readonly copy?: string | undefined;
  readonly onClose: () => void;
  /** A record was created, and this was the last one. */
  readonly onCreated: (id: string, title: string) => void;
  /** Opened from another form that waits for the one record: no draft is kept, none follows. */
  readonly aside?: boolean;
}

/** One filling in of the form after another: what it begins with. */
interface Round {
  /** What the drawer was opened with: opened with something else, it begins anew. */
  readonly of: string;
  readonly count: number;
  /** Draft to go on with; null = none. */
  readonly draft: string | null | undefined;
  /** Values that the record before gave to this one. */
  readonly carried: Values;
}

/** The form for a new record: a drawer at a desk, the whole screen on a phone. */
export function CreateDrawer(props: CreateProps) {
  const { prefill, aside = false, draft, copy } = props;
  const [round, setRound] = useState<Round>();
  // Whoever comes back later begins with what was typed last.
  if (!prefill && round) setRound(undefined);
  if (!prefill) return null;
  const of = JSON.stringify([prefill, draft, copy]);
  const current =
    round?.of === of ? round : { of, count: 0, draft: aside || copy ? null : draft, carried: {} };
  const Round = copy && current.count === 0 ? Copied : Begun;
  return (
    <Round
      key={`${current.count} ${of}`}
      {...props}
      prefill={prefill}
      begun={current}
      onRound={(next) => setRound({ of, carried: {}, ...next, count: current.count + 1 })}
    />
  );
}

export interface BegunProps extends CreateProps {
  readonly prefill: Readonly<Record<string, string>>;
  readonly begun: Round;
  readonly onRound: (next: { readonly draft: string | null; readonly carried?: Values }) => void;
}

/** Waits for the record that the form begins as a copy of; one that is gone leaves the form empty. */
function Copied(props: BegunProps) {
  const { form, readonly } = props.info;
  const source = useRecord(form.ref, props.copy ?? '');
  const carried = useMemo(
    () => (source.data ? copiedValues(form, source.data.values as Values, readonly) : {}),
    [form, readonly, source.data],
  );
  if (source.isPending) return <Waiting {...props} />;
  return <Begun {...props} begun={{ ...props.begun, carried }} />;
}

/** The form as a whole, with its inputs: nothing of it comes later than the rest. */
export const CreateForm = later<BegunProps & { readonly opening: Opening }>(async () => {
  const [{ CreateForm: Form }] = await Promise.all([import('./create-form.tsx'), prepareFields()]);
  return Form;
}, Waiting);

/** Waits for what the form begins with. */
function Begun(props: BegunProps) {
  const opening = useOpening(props.info.form.ref, props.begun.draft);
  return opening ? <CreateForm {...props} opening={opening} /> : <Waiting {...props} />;
}

function Waiting(props: BegunProps) {
  const t = useT();
  const { text } = useLocale();
  return (
    <Sheet
      open
      desk="drawer"
      phone="full"
      width={720}
      title={t('createIn', { form: text(props.info.label) })}
      onClose={props.onClose}
    >
      <SkeletonForm fields={8} columns={2} />
    </Sheet>
  );
}
