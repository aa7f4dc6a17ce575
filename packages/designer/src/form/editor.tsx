import { compileForm, fieldTypes, normaliseForm } from '@trellis/forms/model';
import type { FieldSchema, FormDocument, Issue } from '@trellis/metadata';
import {
  ApiError,
  DndInsert,
  type Drop,
  Icon,
  Sheet,
  useClient,
  useIsPhone,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useFormInfo, useNavigation } from '@trellis/views/react';
import { Alert, Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { autosave, type Conflict } from '../core/autosave.ts';
import { documentStore } from '../core/history.ts';
import { useAutosave } from '../core/use-autosave.tsx';
import { useHistory } from '../core/use-history.tsx';
import { Canvas } from './canvas.tsx';
import {
  addField,
  duplicateField,
  type FormCommand,
  freeKey,
  freeLabel,
  moveField,
  newField,
  removeField,
} from './commands.ts';
import { ConflictBar } from './conflict-bar.tsx';
import { type Design, DesignProvider, type LayoutPart, layoutPart } from './design.tsx';
import './designer.css';
import { placeOf, sourceOf } from './dropped.ts';
import { freeLayoutKey, noteOf, type Place, sectionsOf, spread, tabsOf } from './layout.ts';
import { useT } from './messages.ts';
import { LAYOUT_ICONS, Palette } from './palette.tsx';
import { Properties } from './panel/properties.tsx';
import { removedFields } from './past.ts';
import { countByField } from './problems.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { RelativeForms } from './relative-forms.tsx';
import { inRows, mayBeColumn, newColumn, rowsDocument } from './rows/commands.ts';
import { addNote, addSection, addTabs, moveNote, moveSection } from './section-commands.ts';
import { existing, type Selection } from './selection.ts';
import { useUndoKeys } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';
import { viewChanges, withoutReleased } from './views.ts';

export interface EditorProps {
  readonly app: string;
  readonly formKey: string;
  readonly initial: FormDocument;
  /** The draft on the server could not be read. */
  readonly broken: boolean;
  readonly revision: number;
  readonly published: FormDocument | null;
  readonly versions: readonly FormDocument[];
  /** Asks the server for the draft, or the published form where there is none. */
  readonly reload: () => Promise<FormDocument | null>;
}

function conflictOf(error: unknown): Conflict<FormDocument> | undefined {
  if (!(error instanceof ApiError) || error.code !== 'definition_conflict') return undefined;
  const { revision, draft } = error.details;
  return { revision: Number(revision), document: (draft ?? null) as FormDocument | null };
}

/** The designer of one form, once its documents are there. */
export function Editor(props: EditorProps) {
  const { app, formKey, published } = props;
  const ref = `${app}:${formKey}`;
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const toast = useToast();
  const client = useClient();
  const workspace = useWorkspace().key;
  const { go, href } = useNavigation();
  const [store] = useState(() => documentStore(props.initial));
  const history = useHistory(store);
  const { document } = history;
  const [saving, saver] = useAutosave(store, () =>
    autosave<FormDocument, Issue>({
      saved: props.initial,
      revision: props.revision,
      save: async (next, revision) => {
        const params = { workspace, kind: 'form' as const, app, key: formKey };
        const reply = await client.call('saveDraft', { params, body: { document: next, revision } });
        return { revision: reply.revision, issues: reply.issues as readonly Issue[] };
      },
      conflictOf,
    }),
  );
  useUndoKeys(store);

  const form = useMemo(() => compileForm(ref, document), [ref, document]);
  const removed = useMemo(() => removedFields(document, props.versions), [document, props.versions]);
  const same = useMemo(
    () => published !== null && JSON.stringify(normaliseForm(document)) === JSON.stringify(published),
    [document, published],
  );
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
  const issues = withoutReleased(saving.issues, views.released);
  const [chosen, setChosen] = useState<Selection>({ kind: 'form', turn: 0 });
  const selection = existing(chosen, document);
  const [sheet, setSheet] = useState<'palette' | 'properties'>();
  const [publishing, setPublishing] = useState(false);

  const select = useCallback(
    (
      next: { kind: 'form' } | { kind: 'field' | 'section' | 'tabs' | 'note'; key: string; fresh?: boolean },
    ) => {
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
    if (phone && fresh) setSheet('properties');
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
    if (phone) setSheet('properties');
  };
  const design: Design = {
    app,
    store,
    document,
    form,
    published,
    removed,
    selection,
    issues,
    views,
    problems: countByField(issues),
    run,
    selectForm() {
      select({ kind: 'form' });
      if (phone) setSheet('properties');
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
    openProperties: () => setSheet('properties'),
  };

  const drop = (id: string, where: Drop) => {
    const { kind, name } = sourceOf(id);
    const onto = sourceOf(where.target);
    const rows = onto.kind === 'rows' ? rowsDocument(document, onto.name) : undefined;
    // A type from the palette becomes a column of the sub-form that it is dropped on.
    const type = kind === 'add' ? fieldTypes.find(name) : undefined;
    if (rows && type && mayBeColumn(type)) {
      run(inRows(onto.name, newColumn(rows, name).command));
      design.selectField(onto.name);
      return;
    }
    const place = placeOf(document, where);
    const nodes = spread(document);
    const section = sectionsOf(nodes).get(name) ?? tabsOf(nodes).get(name);
    const note = noteOf(nodes, name.slice(1));
    if (kind === 'add') design.add(name, place);
    else if (kind === 'restore') design.restore(name, place);
    else if (kind === 'field') {
      run(moveField(document, name, place));
      design.selectField(name);
    } else if (kind === 'note' && note) {
      run(moveNote(note, place));
      design.selectNote(note.key);
    } else if (section) run(moveSection(section, place));
  };
  const nameOf = (id: string): string => {
    const { kind, name } = sourceOf(id);
    const part = kind === 'add' ? layoutPart(name) : undefined;
    if (part) return t(part);
    if (kind === 'add') return text(fieldTypes.get(name).label);
    const nodes = spread(document);
    const note = noteOf(nodes, name.slice(1));
    if (note) return t(note.kind);
    if (tabsOf(nodes).has(name)) return t('tabs');
    if (name === 'canvas') return t('canvas');
    const label =
      document.properties[name]?.trellis.label ??
      removed.get(name)?.trellis.label ??
      sectionsOf(nodes).get(name)?.label;
    return label ? text(label) : t('untitled');
  };
  const iconOf = (id: string): string => {
    const { kind, name } = sourceOf(id);
    const part = kind === 'add' ? layoutPart(name) : noteOf(spread(document), name.slice(1))?.kind;
    if (part) return LAYOUT_ICONS[part];
    const type = kind === 'add' ? name : (document.properties[name] ?? removed.get(name))?.trellis.type;
    return (type && fieldTypes.find(type)?.icon) || 'group';
  };
  const takeTheirs = async (theirs: FormDocument | null) => {
    const next = theirs ?? (await props.reload());
    if (!next) return;
    run({ label: { zh: '载入对方的草稿', en: 'Load the other draft' }, apply: () => next });
    saver.adopt(next);
  };
  const list = { kind: 'form', app, form: formKey } as const;

  return (
    <DesignProvider value={design}>
      <RelativeForms app={app}>
        <DndInsert
          label={nameOf}
          overlay={(id) => (
            <>
              <Icon name={iconOf(id)} /> {nameOf(id)}
            </>
          )}
          onDrop={drop}
        >
          <div className="d-designer">
            <TopBar
              status={saving.status}
              same={same}
              href={href(list)}
              onBack={() => go(list)}
              onPublish={() => setPublishing(true)}
            />
            {props.broken ? <Alert type="warning" banner title={t('brokenDraft')} /> : null}
            {saving.conflict ? (
              <ConflictBar
                theirs={saving.conflict.document}
                onMine={() => void saver.overwrite()}
                onTheirs={(theirs) => void takeTheirs(theirs)}
              />
            ) : null}
            <div className="d-panes">
              {phone ? null : (
                <aside className="d-palette" aria-label={t('palette')}>
                  <Palette />
                </aside>
              )}
              <Canvas />
              {phone ? null : (
                <aside className="d-properties" aria-label={t('properties')}>
                  <Properties />
                </aside>
              )}
            </div>
            {phone ? (
              <footer className="d-phone-bar">
                <Button icon={<Icon name="settings" />} onClick={() => setSheet('properties')}>
                  {t('properties')}
                </Button>
                <Button type="primary" icon={<Icon name="plus" />} onClick={() => setSheet('palette')}>
                  {t('addField')}
                </Button>
              </footer>
            ) : null}
          </div>
          {phone ? (
            <Sheet
              open={sheet !== undefined}
              onClose={() => setSheet(undefined)}
              title={t(sheet === 'palette' ? 'addField' : 'properties')}
            >
              {sheet === 'palette' ? <Palette onAdd={() => setSheet(undefined)} /> : <Properties />}
            </Sheet>
          ) : null}
        </DndInsert>
        {publishing ? (
          <PublishDialog flush={saver.flush} same={same} onClose={() => setPublishing(false)} />
        ) : null}
      </RelativeForms>
    </DesignProvider>
  );
}
