import type { CompiledForm } from '@trellis/forms/model';
import { FieldCell } from '@trellis/forms/react';
import { type Refs, Sheet } from '@trellis/ui/react';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';
import type { Conflict } from './use-editor.tsx';

type Side = 'mine' | 'theirs';

/** What the fields that two people changed differently were, and both versions; one is chosen for each. */
export function ConflictDialog(props: {
  readonly form: CompiledForm;
  readonly conflict: Conflict;
  readonly refs: Refs;
  readonly saving: boolean;
  readonly onResolve: (chosen: Readonly<Record<string, unknown>>) => void;
  readonly onClose: () => void;
}) {
  const { form, conflict } = props;
  const t = useT();
  const label = useFieldLabel(form);
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const sideOf = (field: string): Side => sides[field] ?? 'mine';
  const all = (side: Side) => setSides(Object.fromEntries(conflict.clashes.map((c) => [c.field, side])));
  const resolve = () =>
    props.onResolve(
      Object.fromEntries(
        conflict.clashes.map((c) => [c.field, sideOf(c.field) === 'mine' ? c.mine : c.theirs]),
      ),
    );
  const refs = { ...props.refs, ...conflict.theirs.refs };
  const shown = (key: string, value: unknown) => {
    const field = form.fields.get(key);
    return field ? <FieldCell field={field} value={value} refs={refs} look="page" /> : null;
  };
  return (
    <Sheet
      open
      title={t('conflictTitle')}
      onClose={props.onClose}
      maskClosable={false}
      width={640}
      footer={
        <div className="v-foot">
          <Button onClick={() => all('mine')}>{t('keepMine')}</Button>
          <Button onClick={() => all('theirs')}>{t('takeTheirs')}</Button>
          <Button type="primary" loading={props.saving} onClick={resolve}>
            {t('mergeSave')}
          </Button>
        </div>
      }
    >
      <p className="v-conflict-text">{t('conflictText')}</p>
      {conflict.clashes.map((clash) => (
        <fieldset key={clash.field} className="v-clash">
          <legend>{label(clash.field)}</legend>
          <div className="v-clash-before">
            <span className="v-clash-side">{t('before')}</span>
            {shown(clash.field, clash.before)}
          </div>
          <Radio.Group
            value={sideOf(clash.field)}
            onChange={(event) => setSides({ ...sides, [clash.field]: event.target.value as Side })}
          >
            <Radio value="mine">
              <span className="v-clash-side">{t('mine')}</span>
              {shown(clash.field, clash.mine)}
            </Radio>
            <Radio value="theirs">
              <span className="v-clash-side">{t('theirs')}</span>
              {shown(clash.field, clash.theirs)}
            </Radio>
          </Radio.Group>
        </fieldset>
      ))}
    </Sheet>
  );
}
