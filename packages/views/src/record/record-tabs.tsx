import { useLocale } from '@trellis/ui/react';
import { useEffect, useRef } from 'react';
import { useT } from './messages.ts';
import { type CountedRelation, shortCount, sumOf } from './use-relations.tsx';

/** What stands in a record's main column. */
export type Part =
  | { readonly kind: 'details' | 'activity' }
  | { readonly kind: 'related'; readonly relation: CountedRelation };

/** Names of the activity in addresses; of notifications and links. */
const ACTIVITY = new Set(['activity', 'comments', 'changes', 'history']);

/** Whether an address asks for what happened to the record. */
export const asksActivity = (tab: string | undefined): boolean => tab !== undefined && ACTIVITY.has(tab);

/** The part that an address names; one that is not there is the form. */
export function partOf(
  tab: string | undefined,
  relations: readonly CountedRelation[],
  beside: boolean,
): Part {
  if (asksActivity(tab)) return { kind: beside ? 'details' : 'activity' };
  const [first] = relations;
  const relation = tab === 'related' ? first : relations.find(({ key }) => key === tab);
  return relation ? { kind: 'related', relation } : { kind: 'details' };
}

interface Tab {
  readonly key: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly selected: boolean;
}

/** The parts of a record: its form, what happened, and what refers to it. On a phone all that refers to it is one part. */
export function RecordTabs(props: {
  readonly part: Part;
  readonly relations: readonly CountedRelation[];
  /** What happened stands beside them. */
  readonly beside: boolean;
  readonly together: boolean;
  readonly comments: number | undefined;
  readonly onTab: (tab: string) => void;
}) {
  const { part, relations, beside, together } = props;
  const t = useT();
  const { text } = useLocale();
  const each = relations.map(
    (relation): Tab => ({
      key: relation.key,
      label: text(relation.info.label),
      count: relation.count,
      selected: part.kind === 'related' && part.relation.key === relation.key,
    }),
  );
  const all: Tab = {
    key: 'related',
    label: t('related'),
    count: sumOf(relations),
    selected: part.kind === 'related',
  };
  const tabs: Tab[] = [
    { key: 'details', label: t('details'), selected: part.kind === 'details' },
    ...(beside
      ? []
      : [
          {
            key: 'activity',
            label: t('activity'),
            count: props.comments,
            selected: part.kind === 'activity',
          },
        ]),
    ...(together ? (relations.length > 0 ? [all] : []) : each),
  ];
  if (tabs.length < 2) return null;
  return (
    <>
      <Strip className="v-tabs v-record-tabs" label={t('tabs')} tabs={tabs} onTab={props.onTab} />
      {together && part.kind === 'related' && each.length > 1 ? (
        <Strip className="v-record-chips" label={t('relations')} tabs={each} onTab={props.onTab} />
      ) : null}
    </>
  );
}

function Strip(props: {
  readonly className: string;
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly onTab: (tab: string) => void;
}) {
  const strip = useRef<HTMLDivElement>(null);
  const selected = props.tabs.find((tab) => tab.selected)?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever is shown has its tab in sight
  useEffect(() => {
    strip.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  return (
    <div ref={strip} className={props.className} role="tablist" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          className="v-tab"
          aria-selected={tab.selected}
          onClick={() => props.onTab(tab.key)}
        >
          {tab.label}
          {tab.count ? <span className="v-tab-count t-num">{shortCount(tab.count)}</span> : null}
        </button>
      ))}
    </div>
  );
}
