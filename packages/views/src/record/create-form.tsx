import { FormView, useFormState, useTextEnv } from '@trellis/forms/react';
import { ApiError, Sheet, useIsPhone, useLocale, useSaveRecord, useToast } from '@trellis/ui/react';
import { App, Button } from 'antd';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { recordTitle } from '../data/record-title.ts';
import { isUnreachable } from '../drafts/api.ts';
import { holdsSecrets, typedValues } from '../drafts/draft.ts';
import { DraftBoxButton } from '../drafts/draft-box.tsx';
import { useT as useDraftT } from '../drafts/messages.ts';
import { OfflineBar } from '../drafts/offline-bar.tsx';
import type { Opening } from '../drafts/opening.tsx';
import { useDrafts } from '../drafts/provider.tsx';
import { Restored } from '../drafts/restored.tsx';
import { SimilarBar } from '../duplicates/similar-bar.tsx';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import type { BegunProps } from './create-drawer.tsx';
import { changedValues } from './merge.ts';
import { useT as useRecordT } from './messages.ts';
import { readPrefill } from './prefill.ts';
import { carriedValues } from './submit.ts';

/** A new record while it is filled in: what is typed is kept from the first change on. */
export function CreateForm(props: BegunProps & { readonly opening: Opening }) {
  const { info, prefill, aside = false, opening, begun } = props;
  const { form } = info;
  const { submit = {} } = form.document.trellis;
  const t = useT();
  const draftT = useDraftT();
  const recordT = useRecordT();
  const { text } = useLocale();
  const toast = useToast();
  const { modal } = App.useApp();
  const phone = useIsPhone();
  const store = useDrafts();
  const { go } = useNavigation();
  const given = useMemo(() => readPrefill(form, prefill), [form, prefill]);
  const start = useMemo(
    () => ({ ...begun.carried, ...(opening.draft?.set as typeof given), ...given }),
    [begun.carried, opening.draft, given],
  );
  const state = useFormState(form, undefined, start);
  const save = useSaveRecord(form.ref);
  const busy = save.isPending || state.waiting;
  const env = useTextEnv();
  const fields = useRef<HTMLDivElement>(null);
  const { values, filled } = state;
  // What the form began with, and what was filled in for the person, is nothing that they typed.
  const first = useRef(values);
  const typed = useMemo(
    () =>
      Object.keys(typedValues(form, changedValues(first.current, values))).some((key) => !filled.has(key)),
    [form, values, filled],
  );
  const title = recordTitle(form, values, env);
  const draft = () => ({
    id: opening.id,
    form: form.ref,
    version: null,
    kept: opening.draft?.kept ?? false,
    set: typedValues(form, changedValues(given, values)),
    ...(title ? { title } : {}),
    ...(opening.draft?.refused === undefined ? {} : { refused: opening.draft.refused }),
  });

  const remember = useEffectEvent((_: typeof values) => store.write(draft()));
  useEffect(() => {
    if (typed && !aside) remember(values);
  }, [values, typed, aside]);
  const onOpen = useEffectEvent(() => {
    if (opening.draft?.refused !== undefined) state.validate();
  });
  useEffect(() => onOpen(), []);

  const follow = (another: boolean, id: string) => {
    toast.success(submit.done ? text(submit.done) : t('created'));
    if (another) props.onRound({ draft: null, carried: carriedValues(form, values) });
    else if (submit.next === 'close' && !aside) props.onClose();
    else props.onCreated(id, title ?? id.slice(-6));
  };
  const send = async (another: boolean) => {
    if (busy) return;
    await state.arrived();
    const checked = state.validate();
    if (!checked.ok) return;
    if (submit.confirm && !(await modal.confirm({ title: text(submit.confirm), centered: true }))) return;
    try {
      const created = await save.mutateAsync({ create: checked.values, id: opening.id });
      store.settle(opening.id);
      follow(another, created.id);
    } catch (error) {
      if (error instanceof ApiError && error.issues.length > 0) state.setServerIssues(error.issues);
      else if (isUnreachable(error) && !aside) {
        if (holdsSecrets(form, checked.values)) return toast.error(draftT('secretsStay'));
        store.submit({ ...draft(), set: checked.values });
        toast.success(draftT('submittedOffline'));
        if (another) props.onRound({ draft: null, carried: carriedValues(form, values) });
        else props.onClose();
      } else toast.error(error);
    }
  };
  const next = submit.next === 'another' && !aside;
  const letGo = () => {
    const left = typed && !aside ? draft() : undefined;
    store.settle(opening.id);
    if (left) toast.undo(draftT('discarded'), () => store.write(left));
  };
  const cancel = () => {
    letGo();
    props.onClose();
  };
  const takeExisting = (id: string, name: string) => {
    letGo();
    props.onCreated(id, name);
  };
  const keep = async () => {
    try {
      await store.keep(draft());
      toast.success(navigator.onLine ? draftT('kept') : draftT('keptHere'));
      props.onClose();
    } catch (error) {
      toast.error(error);
    }
  };
  const discard = () => {
    const { draft: left } = opening;
    store.settle(opening.id);
    if (left) toast.undo(draftT('discarded'), () => store.write(left));
    props.onRound({ draft: null });
  };
  const primary = submit.label ? text(submit.label) : t('save');

  return (
    <Sheet
      open
      desk="drawer"
      phone="full"
      width={720}
      title={t('createIn', { form: text(info.label) })}
      // A click beside it closes but loses nothing: the draft stays.
      onClose={props.onClose}
      extra={
        aside ? null : (
          <DraftBoxButton
            info={info}
            except={opening.id}
            onContinue={(one) =>
              one.version === null
                ? props.onRound({ draft: one.id })
                : void go({ kind: 'record', app: form.app, form: form.key, id: one.id })
            }
          />
        )
      }
      // The drawer takes the focus as it opens; the first field wants it.
      afterOpenChange={(open) => {
        const place = fields.current;
        if (!open || !place || place.contains(document.activeElement)) return;
        place
          .querySelector<HTMLElement>('input:not([disabled]):not([tabindex="-1"]), textarea:not([disabled])')
          ?.focus();
      }}
      maskClosable={!typed}
      footer={
        <>
          <SimilarBar info={info} values={values} onUse={takeExisting} />
          <div className="v-foot">
            {state.waiting ? (
              <span className="v-foot-note" role="status">
                {recordT('awaitsFiles')}
              </span>
            ) : null}
            {phone ? null : <Button onClick={cancel}>{t('cancel')}</Button>}
            {aside ? null : (
              <Button disabled={busy} onClick={() => void keep()}>
                {draftT('keep')}
              </Button>
            )}
            {aside || next ? null : (
              <Button disabled={busy} onClick={() => void send(true)}>
                {t('createAnother')}
              </Button>
            )}
            <Button type="primary" loading={busy} onClick={() => void send(next)}>
              {primary}
            </Button>
          </div>
        </>
      }
    >
      <div ref={fields}>
        <OfflineBar />
        {opening.draft ? <Restored draft={opening.draft} onDiscard={discard} /> : null}
        <FormView
          form={form}
          values={state.values}
          onChange={state.setValue}
          issues={state.issues}
          filled={state.filled}
          locked={info.readonly}
          maxColumns={2}
          onSubmit={() => void send(next)}
        />
      </div>
    </Sheet>
  );
}
