import { Icon, Sheet, useLocale, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { ChangeRow } from './change-row.tsx';
import { actionOf, changeableFields, firstChoice, OWNER } from './choice.ts';
import { useT } from './messages.ts';
import { Preview, usePreview } from './preview.tsx';
import { type Action, type Chosen, useBatchActions } from './use-batches.ts';

interface Props {
  readonly info: FormInfo;
  readonly records: Chosen;
  readonly count: number;
  readonly onClose: () => void;
  /** It has begun. */
  readonly onStarted: () => void;
}

/**
 * Asks what many records shall have changed, says what that comes to, and begins.
 * @param field changed first: a field, the owner, or undefined to choose
 */
export function EditDialog(props: Props & { readonly field: string | undefined }) {
  const { info, field } = props;
  const t = useT();
  const [choices, setChoices] = useState(() => [firstChoice(info, field)]);
  const action = useMemo(() => actionOf(info, choices), [info, choices]);
  const taken = new Set(choices.flatMap((choice) => choice.field ?? []));
  const more = changeableFields(info).length + 1 > choices.length && choices.every((one) => one.field);
  const owning = field === OWNER;
  return (
    <Frame
      {...props}
      action={action}
      title={t(owning ? 'ownerTitle' : 'editTitle', { count: useNumber(props.count) })}
      start={t(owning ? 'startOwner' : 'start')}
    >
      <div className="v-batch-changes">
        {choices.map((choice, index) => (
          <ChangeRow
            key={choice.field ?? `row ${index}`}
            info={info}
            choice={choice}
            taken={taken}
            fixed={owning && index === 0}
            autoFocus={index === choices.length - 1 && choice.field === undefined}
            onChange={(next) => setChoices(choices.map((one, at) => (at === index ? next : one)))}
            onRemove={
              choices.length > 1 ? () => setChoices(choices.filter((_, at) => at !== index)) : undefined
            }
          />
        ))}
        {more && !owning ? (
          <Button
            type="dashed"
            icon={<Icon name="plus" />}
            onClick={() => setChoices([...choices, firstChoice(info, undefined)])}
          >
            {t('addField')}
          </Button>
        ) : null}
      </div>
    </Frame>
  );
}

const DELETE: Action = { op: 'delete' };

/** Says how many would be deleted, and begins. */
export function DeleteDialog(props: Props) {
  const t = useT();
  return (
    <Frame
      {...props}
      action={DELETE}
      title={t('deleteTitle', { count: useNumber(props.count) })}
      start={t('startDelete')}
      danger
    >
      <p className="v-batch-text">{t('deleteText')}</p>
    </Frame>
  );
}

function useNumber(count: number): string {
  return count.toLocaleString(useLocale().locale);
}

function Frame(
  props: Props & {
    readonly action: Action | undefined;
    readonly title: string;
    readonly start: string;
    readonly danger?: boolean;
    readonly children: ReactNode;
  },
) {
  const { info, records, action, danger = false } = props;
  const t = useT();
  const toast = useToast();
  const { start } = useBatchActions();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const preview = usePreview(info.form.ref, records, action);
  const { data } = preview;
  const ready =
    action !== undefined && data !== undefined && !preview.error && !data.tooMany && data.allowed > 0;
  const begin = async () => {
    if (!action) return;
    setBusy(true);
    try {
      const given = reason.trim();
      await start(info.form.ref, { records, action, ...(given ? { accept: { reason: given } } : {}) });
      props.onStarted();
      props.onClose();
    } catch (error) {
      setBusy(false);
      toast.error(error);
    }
  };
  return (
    <Sheet
      open
      title={props.title}
      onClose={props.onClose}
      maskClosable={false}
      footer={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            danger={danger}
            disabled={!ready}
            loading={busy}
            onClick={() => void begin()}
          >
            {props.start}
          </Button>
        </>
      }
    >
      {props.children}
      <Preview info={info} query={preview} deleting={danger} reason={reason} onReason={setReason} />
    </Sheet>
  );
}
