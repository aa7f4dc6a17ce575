import { useFormServices } from '@trellis/forms/react';
import { EmptyState, Icon, RelativeTime, Sheet, useLocale, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import './drafts.css';
import type { DraftInfo } from './draft.ts';
import { useT } from './messages.ts';
import { useDraftList, useDrafts } from './provider.tsx';

/** The button to the member's drafts of a form, with how many there are. */
export function DraftBoxButton(props: {
  readonly info: FormInfo;
  readonly onContinue: (draft: DraftInfo) => void;
  /** Left out while there is nothing in the box. */
  readonly whenFilled?: boolean;
  /** The draft that is on the screen. */
  readonly except?: string;
}) {
  const { info, whenFilled = false, except } = props;
  const t = useT();
  const [open, setOpen] = useState(false);
  const drafts = useDraftList(info.form.ref).filter(({ id }) => id !== except);
  const count = drafts.length;
  if (whenFilled && count === 0 && !open) return null;
  return (
    <>
      <Button type="text" icon={<Icon name="file-text" />} onClick={() => setOpen(true)}>
        {count > 0 ? t('boxCount', { count }) : t('box')}
      </Button>
      <DraftBox
        info={info}
        drafts={drafts}
        open={open}
        onClose={() => setOpen(false)}
        onContinue={(draft) => {
          setOpen(false);
          props.onContinue(draft);
        }}
      />
    </>
  );
}

/** The member's drafts of a form: what was put aside, what was left without saving, what waits for a network. */
function DraftBox(props: {
  readonly info: FormInfo;
  readonly drafts: readonly DraftInfo[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onContinue: (draft: DraftInfo) => void;
}) {
  const { info, drafts, open } = props;
  const t = useT();
  const { text } = useLocale();
  const store = useDrafts();
  useEffect(() => {
    // Another device may have put something in; without an answer the box shows what is known here.
    if (open) void store.refresh().catch(() => undefined);
  }, [open, store]);
  return (
    <Sheet
      open={open}
      onClose={props.onClose}
      desk="drawer"
      phone="full"
      width={420}
      title={t('boxOf', { form: text(info.label) })}
    >
      {drafts.length === 0 ? (
        <EmptyState icon="inbox" title={t('boxEmpty')} description={t('boxEmptyText')} />
      ) : (
        <ul className="v-drafts">
          {drafts.map((draft) => (
            <Entry key={draft.id} draft={draft} onContinue={() => props.onContinue(draft)} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Entry({ draft, onContinue }: { readonly draft: DraftInfo; readonly onContinue: () => void }) {
  const t = useT();
  const toast = useToast();
  const store = useDrafts();
  const { tz } = useFormServices();
  const name = draft.title ?? t('untitled');
  const remove = async () => {
    const gone = await store.drop(draft.id);
    if (gone) toast.undo(t('removed', { name }), () => store.write(gone));
  };
  const mark = draft.waiting
    ? t('waiting')
    : draft.version !== null
      ? t('change')
      : draft.kept
        ? null
        : t('passing');
  return (
    <li>
      <button type="button" className="v-draft" onClick={onContinue}>
        <span className="t-ellipsis">{name}</span>
        <span className="v-draft-when">
          <RelativeTime value={draft.at} tz={tz} />
          {mark ? ` · ${mark}` : null}
        </span>
        {draft.refused === undefined ? null : (
          <span className="v-draft-refused">
            <Icon name="warning" /> {t('refused', { reason: draft.refused })}
          </span>
        )}
      </button>
      <Button type="link" size="small" onClick={onContinue} aria-label={`${t('goOn')}: ${name}`}>
        {t('goOn')}
      </Button>
      <Button
        type="text"
        size="small"
        icon={<Icon name="delete" />}
        aria-label={`${t('remove')}: ${name}`}
        onClick={() => void remove()}
      />
    </li>
  );
}
