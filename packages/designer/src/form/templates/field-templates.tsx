import { newId } from '@trellis/metadata';
import { Sheet, useLocale, useToast } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { createContext, type ReactNode, useContext, useId, useState } from 'react';
import { type Clip, clipOf } from '../clipboard/clip.ts';
import { useDesign } from '../design.tsx';
import { itemsOf, nameOf } from '../layout.ts';
import { labelOfMany } from '../many/commands.ts';
import { useT } from './messages.ts';
import { type Template, type Templates, useTemplates } from './use-templates.tsx';

interface FieldTemplates extends Pick<Templates, 'list'> {
  /** Asks for a name and keeps parts of the form under it. */
  keep(what: { readonly names: readonly string[] } | { readonly part: string }): void;
  rename(template: Template): void;
  remove(template: Template): void;
}

const Context = createContext<FieldTemplates | undefined>(undefined);

/** The field templates; only inside `FieldTemplatesProvider`. */
export function useFieldTemplates(): FieldTemplates {
  const templates = useContext(Context);
  if (!templates) throw new Error('Field templates need a FieldTemplatesProvider around them');
  return templates;
}

/** Under which name what is kept; `id` is known of a template that is renamed. */
interface Naming {
  readonly clip: Clip;
  readonly name: string;
  readonly id?: string;
}

/** Field templates for the palette, the canvas and what is dragged, with the dialog that names them. */
export function FieldTemplatesProvider({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const { app, formKey, document } = useDesign();
  const { list, save, remove } = useTemplates();
  const [naming, setNaming] = useState<Naming>();
  const value: FieldTemplates = {
    list,
    keep(what) {
      const clip = clipOf({ app, form: formKey, document }, what);
      if (clip) setNaming({ clip, name: suggestion(clip) });
    },
    rename({ id, name, clip }) {
      if (clip) setNaming({ id, name, clip });
    },
    async remove({ id, name, clip }) {
      await remove(id);
      if (clip) toast.undo(t('removed', { name }), () => save({ id, name, clip }).then(() => undefined));
    },
  };
  const suggestion = (clip: Clip): string => {
    const [node] = clip.nodes;
    if (node?.kind === 'section' && node.label) return text(node.label);
    const names = itemsOf(clip.nodes).map(nameOf);
    const [first] = names.filter((name) => !name.startsWith('#'));
    if (first === undefined) return '';
    const name = text(labelOfMany(document, [first]));
    return names.length > 1 ? t('several', { name, count: names.length }) : name;
  };
  const done = async ({ id, clip }: Naming, name: string) => {
    await save({ id: id ?? newId(), name, clip });
    setNaming(undefined);
    if (id === undefined) toast.success(t('kept', { name }));
  };
  return (
    <Context value={value}>
      {children}
      {naming ? (
        <NameDialog
          title={t(naming.id === undefined ? 'keepTitle' : 'renameTitle')}
          start={naming.name}
          count={Object.keys(naming.clip.fields).length}
          onSave={(name) => done(naming, name)}
          onClose={() => setNaming(undefined)}
        />
      ) : null}
    </Context>
  );
}

function NameDialog(props: {
  readonly title: string;
  readonly start: string;
  readonly count: number;
  readonly onSave: (name: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = useT();
  const id = useId();
  const [name, setName] = useState(props.start);
  const [busy, setBusy] = useState(false);
  const save = () => {
    if (name.trim() === '' || busy) return;
    setBusy(true);
    // What went wrong was said; the name stays to be tried again.
    props.onSave(name.trim()).catch(() => setBusy(false));
  };
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={props.title}
      width={420}
      footer={
        <Button type="primary" disabled={name.trim() === ''} loading={busy} onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <div className="f-setting">
        <label htmlFor={id}>{t('name')}</label>
        <Input
          id={id}
          autoFocus
          maxLength={100}
          placeholder={t('namePlaceholder')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={save}
        />
        <div className="f-help">{t('keepHint', { count: props.count })}</div>
      </div>
    </Sheet>
  );
}
