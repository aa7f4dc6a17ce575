import { localText } from '@trellis/metadata';
import { Icon, moved, SortableList, useLocale } from '@trellis/ui/react';
import { Button, Input, Segmented } from 'antd';
import { useDesign } from '../design.tsx';
import { spread, tabsOf } from '../layout.ts';
import { useT } from '../messages.ts';
import { addTab, changeSection, changeTabs, removeSection } from '../section-commands.ts';

/** The tabs: their names, order and number, and where they stand. */
export function TabsPanel({ tabsKey }: { tabsKey: string }) {
  const t = useT();
  const { locale } = useLocale();
  const { document, run, selectSection } = useDesign();
  const nodes = spread(document);
  const tabs = tabsOf(nodes).get(tabsKey);
  if (!tabs) return null;
  return (
    <>
      <div className="d-panel-head">
        <Icon name="tabs" />
        <h2>{t('tabsProperties')}</h2>
      </div>
      <div className="f-setting">
        <div className="f-setting-title">{t('tabList')}</div>
        <SortableList
          items={tabs.children.map((section) => ({ id: section.key, section }))}
          label={({ id }) => t('moveTab', { count: tabs.children.findIndex(({ key }) => key === id) + 1 })}
          onMove={(from, to) => run(changeTabs(tabs, { children: moved(tabs.children, from, to) }))}
          render={({ section }, handle, index) => (
            <div className="f-option-line">
              {handle}
              <Input
                aria-label={t('tabName', { count: index + 1 })}
                value={section.label?.[locale] ?? section.label?.zh ?? ''}
                onChange={({ target: { value } }) =>
                  run(
                    changeSection(section, {
                      label:
                        locale === 'zh'
                          ? { ...section.label, zh: value }
                          : { zh: section.label?.zh ?? value, en: value },
                    }),
                  )
                }
              />
              <Button
                type="text"
                size="small"
                aria-label={t('openSettings', {
                  field: section.label ? localText(section.label, locale) : t('untitled'),
                })}
                icon={<Icon name="settings" />}
                onClick={() => selectSection(section.key)}
              />
              <Button
                type="text"
                size="small"
                aria-label={t('removeTab', { count: index + 1 })}
                title={t('removeTab', { count: index + 1 })}
                disabled={tabs.children.length < 2}
                icon={<Icon name="delete" />}
                onClick={() => run(removeSection(section))}
              />
            </div>
          )}
        />
        <Button
          type="dashed"
          block
          icon={<Icon name="plus" />}
          disabled={tabs.children.length >= 20}
          onClick={() => run(addTab(nodes, tabs))}
        >
          {t('addTab')}
        </Button>
      </div>
      <div className="f-setting">
        <div className="f-setting-title">{t('tabPosition')}</div>
        <Segmented<'top' | 'left'>
          block
          aria-label={t('tabPosition')}
          value={tabs.position ?? 'top'}
          options={[
            { value: 'top', label: t('tabsTop') },
            { value: 'left', label: t('tabsLeft') },
          ]}
          onChange={(side) => run(changeTabs(tabs, { position: side === 'left' ? side : undefined }))}
        />
      </div>
    </>
  );
}
