import { type CompiledField, splitRef } from '@trellis/forms/model';
import { useNamedForm } from '@trellis/forms/react';
import type { FormDocument } from '@trellis/metadata';
import { Icon, useClient, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useBusy } from '../../core/use-busy.tsx';
import { addField, freeKey, freeLabel } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from './source-messages.ts';

/**
 * The other side of a reference: puts a related list into the draft of the form that it points to. What is stored stays
 * the reference alone, so the two sides can't disagree.
 */
export function BackLink({ field }: { readonly field: CompiledField }) {
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const workspace = useWorkspace().key;
  const { text } = useLocale();
  const { form, app, run, document } = useDesign();
  const target = useNamedForm(field.target ?? '');
  const { busy, run: work } = useBusy();
  if (!target || field.type.candidates === undefined) return null;
  const name = text(target.document.trellis.label);
  const own = target.ref === form.ref;

  /** The document with the list in it; undefined where it is there already. */
  const withList = (there: FormDocument): FormDocument | undefined => {
    const from = splitRef(target.ref).app === app ? form.key : form.ref;
    const exists = Object.values(there.properties).some(({ trellis: { config } }) => {
      return config.form === from && config.via === field.key;
    });
    if (exists) return undefined;
    const label = freeLabel(there, document.trellis.label);
    const columns = [...form.fields.keys()].filter((key) => key !== field.key).slice(0, 4);
    const list = {
      title: label.zh,
      trellis: { type: 'related', label, config: { form: from, via: field.key, columns, limit: 10 } },
    };
    return addField(freeKey(label, there, []), list, { end: true }).apply(there);
  };
  const add = () => {
    if (own) {
      const next = withList(document);
      if (next) run({ label: { zh: `添加 ${name}`, en: `Add ${name}` }, apply: () => next });
      else toast.success(t('backThere', { form: name }));
      return;
    }
    void work(async () => {
      const params = { workspace, kind: 'form' as const, ...split(target.ref) };
      const { draft, published, revision } = await client.call('getDefinition', { params });
      const next = withList((draft ?? published) as FormDocument);
      if (next) {
        await client.call('saveDraft', { params, body: { document: next, revision } });
        toast.success(t('backAdded', { form: name }));
      } else toast.success(t('backThere', { form: name }));
    });
  };
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('backTitle')}</div>
      <Button block loading={busy} icon={<Icon name="link" />} onClick={add}>
        {t('addBack', { form: name })}
      </Button>
      <div className="f-help">{t('backHint', { form: name })}</div>
    </div>
  );
}

const split = (ref: string) => {
  const { app, key } = splitRef(ref);
  return { app, key };
};
