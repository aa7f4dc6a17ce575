import { Sheet } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { byPinyin, type ChoiceOption, optionsOfLines } from '../values/choice.ts';
import { useChoiceT } from './choice-messages.tsx';

/** What can be done to all options at once. */
export function OptionTools({
  options,
  onChange,
  scores,
}: {
  options: readonly ChoiceOption[];
  onChange: (options: readonly ChoiceOption[]) => void;
  /** Whether scores are shown, and how to show them. */
  scores?: { readonly shown: boolean; show(): void };
}) {
  const t = useChoiceT();
  const [text, setText] = useState<string>();
  const lines = text === undefined ? [] : optionsOfLines(text, options);
  const close = () => setText(undefined);
  return (
    <div className="f-tools">
      <Button type="link" size="small" onClick={() => setText('')}>
        {t('batchAdd')}
      </Button>
      <Button
        type="link"
        size="small"
        disabled={options.length < 2}
        onClick={() => onChange(byPinyin(options))}
      >
        {t('byPinyin')}
      </Button>
      {options.some(({ other }) => other) ? null : (
        <Button type="link" size="small" onClick={() => onChange([...options, otherOption(options)])}>
          {t('addOther')}
        </Button>
      )}
      {scores && !scores.shown ? (
        <Button type="link" size="small" onClick={scores.show}>
          {t('score')}
        </Button>
      ) : null}
      <Sheet
        open={text !== undefined}
        title={t('batchAdd')}
        onClose={close}
        maskClosable={false}
        footer={
          <Button
            type="primary"
            disabled={lines.length === 0}
            onClick={() => {
              onChange([...options, ...lines]);
              close();
            }}
          >
            {t('add')} {lines.length > 0 ? lines.length : ''}
          </Button>
        }
      >
        <p className="f-help">{t('batchHint')}</p>
        <Input.TextArea
          aria-label={t('batchAdd')}
          autoFocus
          autoSize={{ minRows: 8, maxRows: 16 }}
          value={text ?? ''}
          onChange={({ target }) => setText(target.value)}
        />
      </Sheet>
    </div>
  );
}

/** "其他" under a key that no option has. */
function otherOption(options: readonly ChoiceOption[]): ChoiceOption {
  const keys = new Set(options.map(({ key }) => key));
  let key = 'other';
  for (let n = 2; keys.has(key); n++) key = `other_${n}`;
  return { key, label: { zh: '其他', en: 'Other' }, color: 'gray', other: true };
}
