import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { Setting } from '../../widgets/setting.tsx';

/** Sets what the counter gives next. */
export function NextNumber({ set }: { set: (next: number) => Promise<string> }) {
  const t = useChoiceT();
  const [next, setNext] = useState<number | null>(null);
  const [state, setState] = useState<{
    readonly busy?: boolean;
    readonly done?: string;
    readonly failure?: string;
  }>({});
  const submit = async () => {
    if (next === null) return;
    setState({ busy: true });
    try {
      setState({ done: await set(next) });
    } catch (error) {
      setState({ failure: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Setting label={t('nextNumber')} hint={t('resetHint')}>
      {(id) => (
        <>
          <div className="f-pair">
            <InputNumber
              id={id}
              style={{ width: '100%' }}
              min={1}
              max={999_999_999_999}
              precision={0}
              value={next}
              onChange={(value) => setNext(typeof value === 'number' ? value : null)}
            />
            <Button disabled={next === null} loading={state.busy ?? false} onClick={() => void submit()}>
              {t('resetNumber')}
            </Button>
          </div>
          <div aria-live="polite">
            {state.done ? <div className="f-help">{t('resetDone', { number: state.done })}</div> : null}
            {state.failure ? <div className="f-error">{state.failure}</div> : null}
          </div>
        </>
      )}
    </Setting>
  );
}
