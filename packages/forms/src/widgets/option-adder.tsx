import { Icon } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useChoiceT } from './choice-messages.tsx';

/** At the foot of a list of options: adds one more to the form's definition. */
export function OptionAdder({ add }: { add: (label: string) => Promise<void> }) {
  const t = useChoiceT();
  const [name, setName] = useState('');
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const submit = async () => {
    const label = name.trim();
    if (!label || state === 'busy') return;
    setState('busy');
    try {
      await add(label);
      setName('');
      setState('ready');
    } catch {
      setState('failed');
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press here must not close the list around it
    <div className="f-option-adder" onMouseDown={(event) => event.stopPropagation()}>
      <Input
        size="small"
        value={name}
        maxLength={100}
        aria-label={t('addHereName')}
        placeholder={t('addHere')}
        {...(state === 'failed' ? { status: 'error' as const } : {})}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void submit();
        }}
      />
      <Button
        size="small"
        icon={<Icon name="plus" />}
        loading={state === 'busy'}
        disabled={name.trim() === ''}
        onClick={() => void submit()}
      >
        {t('add')}
      </Button>
      {state === 'failed' ? <div className="f-error">{t('addFailed')}</div> : null}
    </div>
  );
}
