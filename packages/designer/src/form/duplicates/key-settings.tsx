import { mayBeCompared, usualReading } from '@trellis/forms/model';
import type { FormKey } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { changeForm } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { KeyEditor } from './key-editor.tsx';
import { useT } from './messages.ts';

/** Keys of the form: fields whose values no two records share. */
export function KeySettings() {
  const t = useT();
  const { document, form, run } = useDesign();
  const keys = document.trellis.keys ?? [];
  const set = (next: readonly FormKey[]) =>
    run(changeForm(document, { keys: next.length > 0 ? next : undefined }));
  const add = () => {
    // The title is what people would say must not be there twice, if it is not said already.
    const taken = new Set(keys.flatMap(({ fields }) => fields.map(({ field }) => field)));
    const free = [...form.fields.values()].filter((field) => mayBeCompared(field) && !field.type.generated);
    const field =
      free.find(({ key }) => key === form.titleField && !taken.has(key)) ??
      free.find(({ key }) => !taken.has(key));
    if (!field) return;
    let n = keys.length + 1;
    while (keys.some(({ key }) => key === `key_${n}`)) n++;
    set([...keys, { key: `key_${n}`, fields: [{ field: field.key, as: usualReading(field) }] }]);
  };
  return (
    <>
      <p className="f-help">{t('keysHint')}</p>
      {keys.map((key, index) => (
        <KeyEditor
          key={key.key}
          value={key}
          count={index + 1}
          onChange={(next) => set(keys.map((one) => (one.key === key.key ? next : one)))}
          onRemove={() => set(keys.filter((one) => one.key !== key.key))}
        />
      ))}
      <Button type="dashed" block icon={<Icon name="plus" />} onClick={add}>
        {t('addKey')}
      </Button>
    </>
  );
}
