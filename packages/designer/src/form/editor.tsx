import { normaliseForm } from '@trellis/forms/model';
import type { FormDocument, Issue } from '@trellis/metadata';
import { useNavigation } from '@trellis/views/react';
import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import { usePaneKeys } from '../core/pane-keys.tsx';
import { ClipboardParts } from './clipboard/clipboard-parts.tsx';
import { ConflictBar } from './conflict-bar.tsx';
import { DesignProvider } from './design.tsx';
import './designer.css';
import { type Reload, useDraft } from './draft.tsx';
import { Dragging } from './dragging.tsx';
import { useEditing } from './editing.tsx';
import { useT } from './messages.ts';
import { Panes, type PhoneSheet } from './panes.tsx';
import type { PastField } from './past/past-fields.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { RelativeForms } from './relative-forms.tsx';
import { FieldTemplatesProvider } from './templates/field-templates.tsx';
import { TopBar } from './top-bar.tsx';

export interface EditorProps {
  readonly app: string;
  readonly formKey: string;
  readonly initial: FormDocument;
  /** The draft on the server could not be read. */
  readonly broken: boolean;
  readonly revision: number;
  /** What is wrong with the draft, as the server says. */
  readonly issues: readonly Issue[];
  readonly published: FormDocument | null;
  /** Fields of all versions. */
  readonly past: readonly PastField[];
  /** Asks the server for the draft, or the published form where there is none. */
  readonly reload: Reload;
}

/** The designer of one form, once its documents are there. */
export function Editor(props: EditorProps) {
  const { app, formKey, published } = props;
  const t = useT();
  const { go, href } = useNavigation();
  const [sheet, setSheet] = useState<PhoneSheet>();
  const [publishing, setPublishing] = useState(false);
  const { store, saving, saver, others, keepMine, takeTheirs } = useDraft(props);
  const design = useEditing({
    app,
    formKey,
    store,
    published,
    past: props.past,
    issues: saving.issues,
    openProperties: () => setSheet('properties'),
  });
  const { document } = design;
  const panes = usePaneKeys('[data-select][aria-pressed="true"]');
  const same = useMemo(
    () => published !== null && JSON.stringify(normaliseForm(document)) === JSON.stringify(published),
    [document, published],
  );
  const list = { kind: 'form', app, form: formKey } as const;
  return (
    <DesignProvider value={design}>
      <RelativeForms app={app}>
        <FieldTemplatesProvider>
          <Dragging>
            <ClipboardParts>
              <div ref={panes} className="d-designer">
                <TopBar
                  status={saving.status}
                  others={others}
                  same={same}
                  href={href(list)}
                  onBack={() => go(list)}
                  onPublish={() => setPublishing(true)}
                />
                {props.broken ? <Alert type="warning" banner title={t('brokenDraft')} /> : null}
                {saving.conflict ? (
                  <ConflictBar
                    theirs={saving.conflict.document}
                    onMine={() => void keepMine()}
                    onTheirs={(theirs) => void takeTheirs(theirs)}
                  />
                ) : null}
                <Panes sheet={sheet} onSheet={setSheet} />
              </div>
            </ClipboardParts>
          </Dragging>
        </FieldTemplatesProvider>
        {publishing ? (
          <PublishDialog flush={saver.flush} same={same} onClose={() => setPublishing(false)} />
        ) : null}
      </RelativeForms>
    </DesignProvider>
  );
}
