import { type FormulaFunction, FUNCTION_GROUPS, functions } from '@trellis/logic';
import { Icon, useLocale } from '@trellis/ui/react';
import { Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { fieldRank, formulaFields } from './fields.ts';
import { useT } from './messages.tsx';
import { functionItem, functionRank } from './suggest.ts';
import type { FormulaWorld } from './world.ts';

/** What can be put into a formula: its fields, and every function with what it does. */
export function FormulaCatalogue(props: {
  readonly world: FormulaWorld;
  /** Puts a text at the caret, the caret so far into it. */
  readonly onInsert: (text: string, caret?: number) => void;
}) {
  const t = useT();
  const [tab, setTab] = useState<'fields' | 'functions'>('fields');
  const [query, setQuery] = useState('');
  return (
    <section className="f-catalogue" aria-label={t(tab)}>
      <Segmented
        block
        value={tab}
        options={[
          { value: 'fields' as const, label: t('fields') },
          { value: 'functions' as const, label: t('functions') },
        ]}
        onChange={(next) => {
          setTab(next);
          setQuery('');
        }}
      />
      <Input
        allowClear
        prefix={<Icon name="search" />}
        aria-label={t(tab === 'fields' ? 'searchFields' : 'searchFunctions')}
        placeholder={t(tab === 'fields' ? 'searchFields' : 'searchFunctions')}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      {tab === 'fields' ? (
        <Fields {...props} query={query.trim()} />
      ) : (
        <Functions {...props} query={query.trim()} />
      )}
    </section>
  );
}

interface Part {
  readonly world: FormulaWorld;
  readonly onInsert: (text: string, caret?: number) => void;
  readonly query: string;
}

function Fields({ world, onInsert, query }: Part) {
  const t = useT();
  const all = useMemo(() => formulaFields(world), [world]);
  const found = all
    .flatMap((field) => {
      const rank = fieldRank(field, query);
      return rank === undefined ? [] : [{ field, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
  if (found.length === 0) return <p className="f-help">{t('nothing')}</p>;
  return (
    <ul className="f-catalogue-list f-catalogue-items">
      {found.map(({ field: { path, label, kind } }) => (
        <li key={path}>
          <button type="button" className="f-catalogue-item" onClick={() => onInsert(`{${path}}`)}>
            <span className="t-sr-only">{`${t('insertField')} `}</span>
            <span className="f-catalogue-name">{label}</span>
            <span className="f-catalogue-kind">{` ${kind}`}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Functions({ world, onInsert, query }: Part) {
  const t = useT();
  const { locale } = useLocale();
  const [open, setOpen] = useState<string>();
  const found = functions.filter((fn) => functionRank(fn, query, locale) !== undefined);
  if (found.length === 0) return <p className="f-help">{t('nothing')}</p>;
  return (
    <div className="f-catalogue-list">
      {FUNCTION_GROUPS.map((group) => {
        const members = found.filter((fn) => fn.group === group);
        if (members.length === 0) return null;
        return (
          <section key={group} aria-label={t(group)}>
            <h3>{t(group)}</h3>
            <ul className="f-catalogue-items">
              {members.map((fn) => (
                <FunctionItem
                  key={fn.name}
                  fn={fn}
                  open={open === fn.name}
                  onOpen={(on) => setOpen(on ? fn.name : undefined)}
                  onInsert={() => {
                    const { insert, caret } = functionItem(fn, world.locale, false);
                    onInsert(insert, caret);
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** A function; its description opens below it. */
function FunctionItem(props: {
  readonly fn: FormulaFunction;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onInsert: () => void;
}) {
  const { fn, open, onOpen, onInsert } = props;
  const t = useT();
  const { locale } = useLocale();
  const { summary, example } = fn.docs[locale];
  const takes = fn.params.map(({ name, optional, repeat }) => {
    const text = `${name[locale]}${repeat ? '…' : ''}`;
    return optional ? `[${text}]` : text;
  });
  return (
    <li className="f-catalogue-function">
      <button type="button" className="f-catalogue-item" aria-expanded={open} onClick={() => onOpen(!open)}>
        <code className="f-catalogue-name">{fn.name}</code>
        <span className="f-catalogue-summary">{summary}</span>
      </button>
      <button
        type="button"
        className="f-catalogue-add"
        aria-label={t('insertFunction', { name: fn.name })}
        onClick={onInsert}
      >
        <Icon name="plus" />
      </button>
      {open ? (
        <div className="f-catalogue-docs">
          <code>{`${fn.name}(${takes.join(', ')})`}</code>
          <p>{summary}</p>
          <span className="f-help">{t('exampleOf')}</span>
          <code>{example}</code>
        </div>
      ) : null}
    </li>
  );
}
