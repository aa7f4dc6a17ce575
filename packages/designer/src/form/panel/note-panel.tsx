import { Icon } from '@trellis/ui/react';
import { Segmented } from 'antd';
import { useDesign } from '../design.tsx';
import { noteOf, spread } from '../layout.ts';
import { useT } from '../messages.ts';
import { LAYOUT_ICONS } from '../palette.tsx';
import { changeNote } from '../section-commands.ts';
import { TextPair } from './text-pair.tsx';

/** What a line or a text between fields says. */
export function NotePanel({ noteKey }: { noteKey: string }) {
  const t = useT();
  const { document, run } = useDesign();
  const note = noteOf(spread(document), noteKey);
  if (!note) return null;
  return (
    <>
      <div className="d-panel-head">
        <Icon name={LAYOUT_ICONS[note.kind]} />
        <h2>{t(`${note.kind}Properties`)}</h2>
      </div>
      {note.kind === 'divider' ? (
        <TextPair
          zh={t('dividerLabel')}
          en={t('dividerLabelEn')}
          optional
          value={note.label}
          onChange={(label) => run(changeNote(note, { label }))}
        />
      ) : (
        <>
          <TextPair
            zh={t('noteText')}
            en={t('noteTextEn')}
            hint={t('noteHint')}
            rows={6}
            value={note.text}
            onChange={(text) => {
              if (text) run(changeNote(note, { text }));
            }}
          />
          <div className="f-setting">
            <div className="f-setting-title">{t('tone')}</div>
            <Segmented<'plain' | 'info' | 'warning'>
              block
              aria-label={t('tone')}
              value={note.tone ?? 'plain'}
              options={[
                { value: 'plain', label: t('tonePlain') },
                { value: 'info', label: t('toneInfo') },
                { value: 'warning', label: t('toneWarning') },
              ]}
              onChange={(tone) => run(changeNote(note, { tone: tone === 'plain' ? undefined : tone }))}
            />
          </div>
        </>
      )}
    </>
  );
}
