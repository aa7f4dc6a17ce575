import { compileForm, fieldTypes } from '@trellis/forms/model';
import type { FieldSchema, FormDocument, Issue } from '@trellis/metadata';
import { useIsPhone, useLocale, useToast } from '@trellis/ui/react';
import { useFormInfo } from '@trellis/views/react';
import { useMemo } from 'react';
import type { DocumentStore } from '../core/history.ts';
import { useHistory } from '../core/use-history.tsx';
import { useFindings } from './check/use-findings.tsx';
import { useChoosing } from './choosing.tsx';
import { type Clip, clipOf } from './clipboard/clip.ts';
import { paste } from './clipboard/paste.ts';
import {
  addField,
  duplicateField,
  type FormCommand,
  freeKey,
  freeLabel,
  named,
  newField,
} from './commands.ts';
import { type Design, type LayoutPart, layoutPart } from './design.tsx';
import { focusPart } from './frame/focus.ts';
import { freeLayoutKey, itemsOf, nameOf, type Place, spread } from './layout.ts';
import { itemsNamed, labelOfMany } from './many/commands.ts';
import { useRemoval } from './many/removal.tsx';
import { useT } from './messages.ts';
import { type PastField, removedFields } from './past/past-fields.ts';
import { useGuardedRemoval } from './past/use-guarded-removal.tsx';
import { countByField } from './problems.ts';
import { addNote, addSection, addTabs } from './section-commands.ts';
import { chosenNames } from './selection.ts';
import { viewChanges, withoutReleased } from './views.ts';

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
  const findings = useFindings(form);
  const { selection, select, selectMany, pick } = useChoosing(store, document);
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
  const insertClip = (clip: Clip, place: Place, verb?: readonly [zh: string, en: string]) => {
    const { command, names, part } = paste(document, clip, place, { app, past: past() });
    const what = labelOfMany(document, itemsOf(clip.nodes).map(nameOf));
    run(verb ? { ...command, label: named(...verb, what) } : command);
    const [only] = names;
    if (part && names.length === 0) select(part);
    else if (names.length === 1 && only !== undefined) pick(only, 'alone');
    else selectMany(names);
    // What was chosen before keeps no key: Delete means what has just come.
    const first = only ?? part?.key;
    if (first !== undefined) focusPart(first, '.d-canvas');
  };
  const remove = useGuardedRemoval(
    { app, formKey: props.formKey, document },
    useRemoval({ store, document, published, run, pick, selectMany }),
  );
  return {
    app,
    formKey: props.formKey,
    store,
    document,
    form,
    published,
    removed,
    selection,
    chosen: chosenNames(selection),
    issues,
    views,
    findings,
    problems: countByField(issues, findings),
    run,
    selectForm() {
      select({ kind: 'form' });
      if (phone) openProperties();
    },
    selectField: (key, options) => select({ kind: 'field', key, ...options }),
    selectSection: (key) => select({ kind: 'section', key }),
    selectTabs: (key) => select({ kind: 'tabs', key }),
    selectNote: (key) => select({ kind: 'note', key }),
    selectMany,
    pick,
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
    duplicate(names) {
      const [only = ''] = names;
      const field = names.length === 1 ? document.properties[only] : undefined;
      const clip = clipOf({ app, form: props.formKey, document }, { names });
      const last = itemsNamed(spread(document), names).map(nameOf).at(-1);
      if (field) {
        const copy = freeKey(field.trellis.label, document, past());
        run(duplicateField(document, only, copy));
        select({ kind: 'field', key: copy, fresh: true });
      } else if (clip && last !== undefined) insertClip(clip, { after: last }, ['复制', 'Duplicate']);
    },
    paste: (clip, place) => insertClip(clip, place),
    remove,
    openProperties,
  };
}
