import { Button } from 'antd';
import { useT as useDraftT } from '../drafts/messages.ts';
import { useT } from '../messages.ts';
import { useT as useRecordT } from './messages.ts';
import type { Editor } from './use-editor.tsx';

/** Appears when something is changed; says what is unsaved or wrong. */
export function SaveBar({ editor }: { editor: Editor }) {
  const t = useT();
  const draftT = useDraftT();
  const recordT = useRecordT();
  const { state } = editor;
  if (!state.dirty) return null;
  const problems = state.issues.length;
  return (
    <section className="v-save-bar" aria-label={t('save')}>
      {state.waiting ? (
        <span role="status">{recordT('awaitsFiles')}</span>
      ) : problems > 0 ? (
        // Checking again leads to the first problem.
        <button type="button" className="v-problems" onClick={() => state.validate()}>
          {t('problems', { count: problems })}
        </button>
      ) : (
        <span className="t-num">{t('unsaved', { count: state.changed.size })}</span>
      )}
      <Button onClick={editor.discard} disabled={editor.saving}>
        {t('discard')}
      </Button>
      <Button onClick={() => void editor.keep()} disabled={editor.saving}>
        {draftT('keep')}
      </Button>
      <Button type="primary" loading={editor.saving} onClick={() => void editor.save()}>
        {t('save')}
      </Button>
    </section>
  );
}
