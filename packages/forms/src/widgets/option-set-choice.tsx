import { localText, type OptionSet } from '@trellis/metadata';
import { Sheet, useLocale } from '@trellis/ui/react';
import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { ChoiceOption } from '../values/choice.ts';
import { useChoiceT } from './choice-messages.tsx';
import { useDesignActions } from './design-actions.tsx';
import { OptionList } from './option-list.tsx';
import { OptionTools } from './option-tools.tsx';
import { Setting } from './setting.tsx';

/** Whether the options are the field's own or those of a set that the app's fields share; and the set itself. */
export function OptionSetChoice({
  set,
  options,
  onChange,
}: {
  set: string | undefined;
  options: readonly ChoiceOption[];
  onChange: (set: string | undefined, options: readonly ChoiceOption[]) => void;
}) {
  const t = useChoiceT();
  const { locale } = useLocale();
  const actions = useDesignActions();
  const [edited, setEdited] = useState<OptionSet>();
  if (!actions) return null;
  const sets = actions.optionSets;
  const current = sets.find(({ key }) => key === set);
  return (
    <Setting label={t('set')} {...(set === undefined ? {} : { hint: t('setHint') })}>
      {(id) => (
        <>
          <Select<string>
            id={id}
            style={{ width: '100%' }}
            value={set ?? ''}
            options={[
              { value: '', label: t('ownOptions') },
              ...sets.map(({ key, label }) => ({ value: key, label: localText(label, locale) })),
            ]}
            onChange={(key) => {
              const chosen = sets.find((one) => one.key === key);
              onChange(chosen?.key, (chosen?.options as readonly ChoiceOption[] | undefined) ?? options);
            }}
          />
          {current ? (
            <Button type="link" size="small" onClick={() => setEdited(current)}>
              {t('editSet')}
            </Button>
          ) : (
            <Button
              type="link"
              size="small"
              onClick={() => void newSet(sets, actions.label, options).then(setEdited)}
            >
              {t('makeSet')}
            </Button>
          )}
          {edited ? (
            <SetEditor
              set={edited}
              isNew={!sets.some(({ key }) => key === edited.key)}
              onClose={() => setEdited(undefined)}
              onSaved={(saved) => {
                onChange(saved.key, saved.options as readonly ChoiceOption[]);
                setEdited(undefined);
              }}
            />
          ) : null}
        </>
      )}
    </Setting>
  );
}

/** A set made of a field's options, under a key that no other set has. */
async function newSet(
  sets: readonly OptionSet[],
  label: OptionSet['label'],
  options: readonly ChoiceOption[],
): Promise<OptionSet> {
  const { keyFromLabel } = await import('./key-from-label.ts');
  const base = keyFromLabel(label.zh) || 'set';
  let key = base;
  for (let n = 2; sets.some((one) => one.key === key); n++) key = `${base.slice(0, 36)}_${n}`;
  return { key, label, options };
}

function SetEditor({
  set,
  isNew,
  onClose,
  onSaved,
}: {
  set: OptionSet;
  isNew: boolean;
  onClose: () => void;
  onSaved: (set: OptionSet) => void;
}) {
  const t = useChoiceT();
  const actions = useDesignActions();
  const [draft, setDraft] = useState(set);
  const [state, setState] = useState<{ readonly busy: boolean; readonly failure?: string }>({ busy: false });
  const options = draft.options as readonly ChoiceOption[];
  const change = (next: readonly ChoiceOption[]) => setDraft({ ...draft, options: next });
  const save = async () => {
    setState({ busy: true });
    try {
      await actions?.saveOptionSet(draft);
      onSaved(draft);
    } catch (error) {
      setState({ busy: false, failure: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Sheet
      open
      title={t(isNew ? 'makeSet' : 'editSet')}
      onClose={onClose}
      maskClosable={false}
      footer={
        <Button type="primary" loading={state.busy} onClick={() => void save()}>
          {t(isNew ? 'makeSet' : 'saveSet')}
        </Button>
      }
    >
      {state.failure ? <Alert type="error" showIcon title={state.failure} /> : null}
      <Setting label={t('setName')}>
        {(id) => (
          <Input
            id={id}
            maxLength={100}
            value={draft.label.zh}
            onChange={({ target }) => setDraft({ ...draft, label: { ...draft.label, zh: target.value } })}
          />
        )}
      </Setting>
      <OptionList options={options} published={!isNew} onChange={change} />
      <OptionTools options={options} onChange={change} />
      <p className="f-help">{t('setHint')}</p>
    </Sheet>
  );
}
