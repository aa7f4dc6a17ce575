import { localText } from '@trellis/metadata';
import { defineMessages, Icon, useIsPhone, useLocale } from '@trellis/ui/react';
import { Badge, Tabs } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { PlacedSection } from './layout.ts';

const useT = defineMessages('fields.layout', {
  zh: { untitled: '未命名', problems: '{count} 个问题' },
  en: { untitled: 'Untitled', problems: '{count} problems', problems_one: '1 problem' },
});

/** Sections that follow each other and belong to the same tabs, and sections by themselves. */
export function inBlocks(sections: readonly PlacedSection[]): readonly (readonly PlacedSection[])[] {
  const blocks: PlacedSection[][] = [];
  for (const section of sections) {
    const last = blocks.at(-1);
    const same = section.tabs !== undefined && last?.[0]?.tabs?.key === section.tabs.key;
    if (same) last?.push(section);
    else blocks.push([section]);
  }
  return blocks;
}

/** A section under its title, which folds it where the layout says so. What has problems does not stay folded. */
export function SectionBlock({
  section,
  problems,
  canFold,
  children,
}: {
  section: PlacedSection;
  problems: number;
  /** In a designer everything stays in sight. */
  canFold: boolean;
  children: ReactNode;
}) {
  const { locale } = useLocale();
  const t = useT();
  const id = useId();
  const [open, setOpen] = useState(section.fold !== 'closed');
  useEffect(() => {
    if (problems > 0) setOpen(true);
  }, [problems]);
  const label = section.label && localText(section.label, locale);
  if (section.fold === undefined || !canFold)
    return (
      <section>
        {label && !section.tabs ? <h3 className="f-section-title">{label}</h3> : null}
        {children}
      </section>
    );
  return (
    <section>
      <h3 className="f-section-title">
        <button
          type="button"
          className="f-fold"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'right'} />
          {label ?? t('untitled')}
        </button>
      </h3>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </section>
  );
}

/** Sections of which one is seen; a tab with problems says how many and comes forward by itself. */
export function TabsBlock({
  sections,
  problemsOf,
  front,
  children,
}: {
  sections: readonly PlacedSection[];
  problemsOf: (section: PlacedSection) => number;
  /** Comes forward when it changes. */
  front?: string | undefined;
  children: (section: PlacedSection) => ReactNode;
}) {
  const { locale } = useLocale();
  const isPhone = useIsPhone();
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    if (front !== undefined) setChosen(front);
  }, [front]);
  const active = sections.find(({ key }) => key === chosen) ?? sections[0];
  const wrong = sections.find((section) => problemsOf(section) > 0);
  const hidden =
    wrong !== undefined && active !== undefined && problemsOf(active) === 0 ? wrong.key : undefined;
  useEffect(() => {
    if (hidden !== undefined) setChosen(hidden);
  }, [hidden]);
  return (
    <Tabs
      className="f-tabs"
      tabPlacement={sections[0]?.tabs?.position === 'left' && !isPhone ? 'start' : 'top'}
      activeKey={active?.key ?? ''}
      onChange={setChosen}
      items={sections.map((section) => {
        const count = problemsOf(section);
        return {
          key: section.key,
          // What a person typed behind another tab stays, and so does what is wrong there.
          forceRender: true,
          label: (
            <Badge dot={count > 0} {...(count > 0 ? { title: t('problems', { count }) } : {})}>
              {section.label ? localText(section.label, locale) : t('untitled')}
            </Badge>
          ),
          children: children(section),
        };
      })}
    />
  );
}
