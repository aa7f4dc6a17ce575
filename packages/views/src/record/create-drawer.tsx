import { FormView, useFormState, useTextEnv } from '@trellis/forms/react';
import { ApiError, Sheet, useLocale, useSaveRecord, useToast, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { useT } from '../messages.ts';
import { drafts } from '../state/storage.tsx';
import { type Draft, draftName } from './draft.ts';
import { changedValues } from './merge.ts';
import { readPrefill } from './prefill.ts';
import './record.css';

interface CreateProps {
  readonly info: FormInfo;
  /** Texts by field key to begin with; absent = closed. */
  readonly prefill: Readonly<Record<string, string>> | undefined;
  readonly onClose: () => void;
  /** A record was created, and this was the last one. */
  readonly onCreated: (id: string, title: string) => void;
  /** Opened from another form that waits for the one record: no draft is kept, none follows. */
  readonly aside?: boolean;
}

/** The form for a new record: a drawer at a desk, the whole screen on a phone. */
export function CreateDrawer(props: CreateProps) {
  const { prefill } = props;
  // "Save and add another" starts the form anew.
  const [round, setRound] = useState(0);
  if (!prefill) return null;
  return (
    <CreateForm
      key={`${round} ${JSON.stringify(prefill)}`}
      {...props}
      prefill={prefill}
      onAnother={() => setRound(round + 1)}
    />
  );
}

function CreateForm(
  props: CreateProps & { prefill: Readonly<Record<string, string>>; onAnother: () => void },
) {
  const { info, prefill, aside = false } = props;
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const name = draftName(workspace, form.ref, 'new');
  const start = useMemo(
    () => ({ ...(aside ? {} : drafts.read<Draft>(name)?.set), ...readPrefill(form, prefill) }),
    [form, name, prefill, aside],
  );
  const state = useFormState(form, undefined, start);
  const save = useSaveRecord(form.ref);
  const env = useTextEnv();
  const fields = useRef<HTMLDivElement>(null);
  const { dirty, values } = state;
  // What the drawer began with is not typed text.
  const typed = useMemo(() => changedValues(readPrefill(form, prefill), values), [form, prefill, values]);

  useEffect(() => {
    if (dirty && !aside) drafts.write(name, { version: 0, set: typed });
  }, [name, dirty, typed, aside]);

  const submit = async (another: boolean) => {
    if (save.isPending) return;
    const checked = state.validate();
    if (!checked.ok) return;
    try {
      const created = await save.mutateAsync({ create: checked.values });
      if (!aside) drafts.clear(name);
      toast.success(t('created'));
      if (another) props.onAnother();
      else props.onCreated(created.id, recordTitle(form, created.values, env) ?? created.id.slice(-6));
    } catch (error) {
      if (error instanceof ApiError && error.issues.length > 0) state.setServerIssues(error.issues);
      else toast.error(error);
    }
  };
  const discard = () => {
    if (!aside) drafts.clear(name);
    props.onClose();
  };

  return (
    <Sheet
      open
      desk="drawer"
      phone="full"
      width={720}
      title={t('createIn', { form: text(info.label) })}
      // A click beside it closes but loses nothing: the draft stays.
      onClose={props.onClose}
      // The drawer takes the focus as it opens; the first field wants it.
      afterOpenChange={(open) => {
        const place = fields.current;
        if (!open || !place || place.contains(document.activeElement)) return;
        place.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled])')?.focus();
      }}
      maskClosable={!dirty}
      footer={
        <div className="v-foot">
          <Button onClick={discard}>{t('cancel')}</Button>
          {aside ? null : (
            <Button disabled={save.isPending} onClick={() => void submit(true)}>
              {t('createAnother')}
            </Button>
          )}
          <Button type="primary" loading={save.isPending} onClick={() => void submit(false)}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <div ref={fields}>
        <FormView
          form={form}
          values={state.values}
          onChange={state.setValue}
          issues={state.issues}
          filled={state.filled}
          locked={info.readonly}
          maxColumns={2}
          onSubmit={() => void submit(false)}
        />
      </div>
    </Sheet>
  );
}
