import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import type { Correcting, ErrorGroup } from './error-grid.tsx';
import { answer, answerTo, importFields } from './mapping.ts';
import { useT } from './messages.ts';
import { TextChoice } from './text-choice.tsx';

const MOST = 10_000;

/** What shall become of all mistakes of a kind: another text, nothing, or their rows are left out. */
export function FixAll(
  props: Correcting & {
    readonly info: FormInfo;
    readonly group: ErrorGroup;
    /** Of the field. */
    readonly name: string;
  },
) {
  const { group, mapping, setMapping } = props;
  const t = useT();
  const [asking, setAsking] = useState(false);
  const alike = { kind: group.kind, ...(group.column === undefined ? {} : { column: group.column }) };
  // What several columns say together has no single text; its choices are among what has no match.
  const joined = mapping.columns.filter(({ field }) => field === group.field).length > 1;
  const given = answerTo(mapping, alike);
  const give = (instead: string | null | undefined) => {
    setAsking(false);
    setMapping(answer(mapping, alike, instead));
  };
  if (given) {
    const { instead } = given;
    return (
      <div className="v-import-fix">
        <span className="v-import-fixed">
          {instead === undefined
            ? t('fixedSkip')
            : instead === ''
              ? t('fixedClear')
              : t('fixedText', { text: instead })}
        </span>
        <Button size="small" type="link" onClick={() => give(undefined)}>
          {t('takeBack')}
        </Button>
      </div>
    );
  }
  return (
    <div className="v-import-fix">
      {group.column === undefined || joined ? null : (
        <>
          <Popover
            trigger="click"
            placement="bottomRight"
            open={asking}
            onOpenChange={setAsking}
            destroyOnHidden
            content={<Ask {...props} onGive={give} />}
          >
            <Button size="small" aria-label={t('fixAllOf', { field: props.name })}>
              {t('fixAll')}
            </Button>
          </Popover>
          {group.kind === 'required' ? null : (
            <Button size="small" onClick={() => give('')}>
              {t('clearAll')}
            </Button>
          )}
        </>
      )}
      <Button size="small" onClick={() => give(null)}>
        {t('skipAll')}
      </Button>
    </div>
  );
}

/** Asks for the text: one of the choices where the field has some. */
function Ask(props: {
  readonly info: FormInfo;
  readonly group: ErrorGroup;
  readonly name: string;
  readonly onGive: (text: string) => void;
}) {
  const { group } = props;
  const t = useT();
  const [text, setText] = useState('');
  const field = importFields(props.info).find(({ key }) => key === group.field);
  const chosen = field && (field.options.length > 0 || field.target !== undefined);
  const label = t('fixAllOf', { field: props.name });
  return (
    <form
      className="v-import-ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') props.onGive(text);
      }}
    >
      {chosen ? (
        <TextChoice label={label} field={field} value={text === '' ? undefined : text} onChange={setText} />
      ) : (
        <Input
          aria-label={label}
          autoFocus
          value={text}
          maxLength={MOST}
          placeholder={group.texts[0]?.text}
          onChange={({ target }) => setText(target.value)}
        />
      )}
      <Button type="primary" htmlType="submit" disabled={text === ''}>
        {t('fixOk', { count: group.count })}
      </Button>
    </form>
  );
}
