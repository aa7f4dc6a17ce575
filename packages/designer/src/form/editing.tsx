import { compileForm, fieldTypes } from '@trellis/forms/model';
import type { FieldSchema, FormDocument, Issue } from '@trellis/metadata';
import { useIsPhone, useLocale, useToast } from '@trellis/ui/react';
import { useFormInfo } from '@trellis/views/react';
import { useCallback, useMemo, useState } from 'react';
import type { DocumentStore } from '../core/history.ts';
import { useHistory } from '../core/use-history.tsx';
import {
  addField,
  duplicateField,
  type FormCommand,
  freeKey,
  freeLabel,
  newField,
  removeField,
} from './commands.ts';
import { type Design, type LayoutPart, layoutPart } from './design.tsx';
import { freeLayoutKey, type Place, spread } from './layout.ts';
import { useT } from './messages.ts';
import { type PastField, removedFields } from './past.ts';
import { countByField } from './problems.ts';
import { addNote, addSection, addTabs } from './section-commands.ts';
import { existing, type Selection } from './selection.ts';
import { viewChanges, withoutReleased } from './views.ts';

type Choice =
  | { kind: 'form' }
  | { kind: 'field' | 'section' | 'tabs' | 'note'; key: string; fresh?: boolean };

/** What the parts of the designer share: the document as it stands, what is chosen, and what can be done. */
export function useEditing(props: {
  readonly app: string;
  readonly formKey: string;
  readonly store: DocumentStore<FormDocument>;
  readonly published: FormDocument | null;
  readonly past: readonly PastField[];
  readonly issues: readonly Issue[];
  readonly openProperties: () => void;
}): Design {
  const { app, store, published, openProperties } = props;
  const ref = `${app}:${props.formKey}`;
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const toast = useToast();
  const { document } = useHistory(store);
  const form = useMemo(() => compileForm(ref, document), [ref, document]);
  const removed = useMemo(() => removedFields(document, props.past), [document, props.past]);
  const saved = useFormInfo(ref)?.views;
  const views = useMemo(() => {
    const [before, after] = [Object.keys(published?.properties ?? {}), Object.keys(document.properties)];
    const [was, is] = [new Set(before), new Set(after)];
    return viewChanges(
      saved ?? new Map(),
      before.filter((key) => !is.has(key)),
      // What only shows something is no column.
      after.filter((key) => !was.has(key) && form.fields.has(key)),
    );
  }, [saved, published, document, form]);
  const issues = withoutReleased(props.issues, views.released);
  const [chosen, setChosen] = useState<Selection>({ kind: 'form', turn: 0 });

  const select = useCallback(
    (next: Choice) => {
      store.settle();
      // A field that only changed its key is still the same choice: its panel stays as it is.
      setChosen((old) => ({
        ...next,
        turn: next.kind === 'field' && next.fresh === false ? old.turn : old.turn + 1,
      }));
    },
    [store],
  );
  const run = store.run as (command: FormCommand) => void;
  const past = () => [...removed.keys(), ...Object.keys(published?.properties ?? {})];
  const put = (key: string, field: FieldSchema, place: Place, fresh: boolean) => {
    run(addField(key, field, place));
    select({ kind: 'field', key, ...(fresh ? { fresh } : {}) });
    if (phone && fresh) openProperties();
  };
  const addPart = (part: LayoutPart, place: Place) => {
    const key = freeLayoutKey(spread(document), part);
    if (part === 'section') {
      run(addSection(key, { zh: '新分组', en: 'New section' }, place));
      select({ kind: 'section', key, fresh: true });
    } else if (part === 'tabs') {
      run(addTabs(key, place));
      select({ kind: 'tabs', key, fresh: true });
    } else {
      const start = { zh: t('noteStart') };
      run(addNote(part === 'divider' ? { kind: part, key } : { kind: part, key, text: start }, place));
      select({ kind: 'note', key, fresh: true });
    }
    if (phone) openProperties();
  };
  return {
    app,
    store,
    document,
    form,
    published,
    removed,
    selection: existing(chosen, document),
    issues,
    views,
    problems: countByField(issues),
    run,
    selectForm() {
      select({ kind: 'form' });
      if (phone) openProperties();
    },
    selectField: (key, options) => select({ kind: 'field', key, ...options }),
    selectSection: (key) => select({ kind: 'section', key }),
    selectTabs: (key) => select({ kind: 'tabs', key }),
    selectNote: (key) => select({ kind: 'note', key }),
    add(what, place) {
      const part = layoutPart(what);
      if (part) {
        addPart(part, place);
        return;
      }
      const label = freeLabel(document, fieldTypes.get(what).label);
      put(freeKey(label, document, past()), newField(what, label), place, true);
    },
    restore(key, place) {
      const field = removed.get(key);
      if (!field) return;
      put(key, field, place, false);
      toast.success(t('restored', { field: text(field.trellis.label) }));
    },
    duplicate(key) {
      const field = document.properties[key];
      if (!field) return;
      const copy = freeKey(field.trellis.label, document, past());
      run(duplicateField(document, key, copy));
      select({ kind: 'field', key: copy, fresh: true });
    },
    remove(key) {
      const label = document.properties[key]?.trellis.label;
      if (!label) return;
      const before = document;
      run(removeField(document, key));
      const kept = published !== null && Object.hasOwn(published.properties, key);
      toast.undo(t(kept ? 'removedKept' : 'removed', { field: text(label) }), () => {
        // Later steps stay: the field comes back where it was, not the whole form.
        const field = before.properties[key];
        const now = store.read().document;
        if (field && !Object.hasOwn(now.properties, key)) {
          if (JSON.stringify(now) === JSON.stringify(removeField(before, key).apply(before))) store.undo();
          else run(addField(key, field, { end: true }));
        }
        select({ kind: 'field', key });
      });
    },
    openProperties,
  };
}
