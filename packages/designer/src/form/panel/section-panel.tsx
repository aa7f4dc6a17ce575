import { ConditionSetting } from '@trellis/forms/react';
import type { Columns } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Segmented } from 'antd';
import { useDesign } from '../design.tsx';
import { sectionsOf, spread, tabsAround } from '../layout.ts';
import { useT } from '../messages.ts';
import { changeSection } from '../section-commands.ts';
import { useT as useRulesT } from './rule-messages.ts';
import { TextPair } from './text-pair.tsx';

/** Title, columns and folding of a section. */
export function SectionPanel({ sectionKey }: { sectionKey: string }) {
  const t = useT();
  const rules = useRulesT();
  const { document, run } = useDesign();
  const nodes = spread(document);
  const section = sectionsOf(nodes).get(sectionKey);
  if (!section) return null;
  const isTab = tabsAround(nodes, sectionKey) !== undefined;
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
        <Segmented<Columns>
          block
          aria-label={t('columns')}
          value={section.columns}
          options={([1, 2, 3, 4] as const).map((value) => ({ value, label: t('widthOf', { count: value }) }))}
          onChange={(columns) => run(changeSection(section, { columns }))}
        />
      </div>
      {isTab ? null : (
        <div className="f-setting">
          <div className="f-setting-title">{t('fold')}</div>
          <Segmented<'none' | 'open' | 'closed'>
            block
            aria-label={t('fold')}
            value={section.fold ?? 'none'}
            options={[
              { value: 'none', label: t('foldNone') },
              { value: 'open', label: t('foldOpen') },
              { value: 'closed', label: t('foldClosed') },
            ]}
            onChange={(fold) => run(changeSection(section, { fold: fold === 'none' ? undefined : fold }))}
          />
        </div>
      )}
      <ConditionSetting
        label={rules('visible')}
        without={rules('alwaysVisible')}
        value={section.visible}
        onChange={(visible) => run(changeSection(section, { visible }))}
      />
    </>
  );
}
