import { Icon } from '@trellis/ui/react';
import { Segmented } from 'antd';
import { useDesign } from '../design.tsx';
import { sectionsOf, spread } from '../layout.ts';
import { useT } from '../messages.ts';
import { changeSection } from '../section-commands.ts';
import { TextPair } from './text-pair.tsx';

/** Title and columns of a section. */
export function SectionPanel({ sectionKey }: { sectionKey: string }) {
  const t = useT();
  const { document, run } = useDesign();
  const section = sectionsOf(spread(document)).get(sectionKey);
  if (!section) return null;
  return (
    <>
      <div className="d-panel-head">
        <Icon name="group" />
        <h2>{t('sectionProperties')}</h2>
      </div>
      <TextPair
        zh={t('labelZh')}
        en={t('labelEn')}
        hint={t('labelEnHint')}
        optional
        value={section.label}
        onChange={(label) => run(changeSection(section, { label }))}
      />
      <div className="f-setting">
        <div className="f-setting-title">{t('columns')}</div>
        <Segmented<1 | 2 | 3>
          block
          aria-label={t('columns')}
          value={section.columns}
          options={([1, 2, 3] as const).map((value) => ({ value, label: t('widthOf', { count: value }) }))}
          onChange={(columns) => run(changeSection(section, { columns }))}
        />
      </div>
    </>
  );
}
