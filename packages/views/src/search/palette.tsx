import { readSearch } from '@trellis/metadata';
import { EmptyState, ErrorState, Icon, SkeletonRows, useIsPhone, useLocale } from '@trellis/ui/react';
import { Button, Drawer, Input, Modal } from 'antd';
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useState } from 'react';
import { useClientCatalog } from '../catalog/provider.tsx';
import { useMyViewsQuery } from '../data/my-views.tsx';
import { useNavigation } from '../navigation.tsx';
import { useT } from './messages.ts';
import './palette.css';
import { findPlaces, placesOf } from './places.ts';
import { useVisits } from './recent.tsx';
import { type Item, type Section, useSections } from './sections.tsx';
import { useReadings } from './use-readings.tsx';
import { usePaused, useSearch } from './use-search.tsx';

/** Records opened lately that are offered before anything is typed. */
const RECENT = 8;
/** Forms for whose records a new one is offered. */
const CREATE = 5;
const PLACES = 5;

interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The app at hand: its forms are offered first. */
  readonly app: string | undefined;
}

/** Search across the workspace: a dialog at a desk, the whole screen on a phone. */
export default function Palette(props: PaletteProps) {
  const t = useT();
  const phone = useIsPhone();
  const common = {
    open: props.open,
    title: t('searchAll'),
    closable: false,
    destroyOnHidden: true,
    styles: { header: { display: 'none' }, body: { padding: 0 } },
  };
  const body = <Body {...props} phone={phone} />;
  return phone ? (
    <Drawer {...common} onClose={props.onClose} placement="top" size="100dvh" className="v-palette-phone">
      {body}
    </Drawer>
  ) : (
    <Modal
      {...common}
      onCancel={props.onClose}
      footer={null}
      width={680}
      className="v-palette-desk"
      style={{ top: '10vh' }}
    >
      {body}
    </Modal>
  );
}

function Body({ onClose, app, phone }: PaletteProps & { readonly phone: boolean }) {
  const t = useT();
  const { go, href } = useNavigation();
  const [typed, setTyped] = useState('');
  const [only, setOnly] = useState<string>();
  const [active, setActive] = useState<string>();
  const listId = useId();
  const { sections, chips, nameOf, state } = useFound(typed.trim(), only, app);
  const items = sections.flatMap((section) => section.items);
  const at = Math.max(
    0,
    items.findIndex(({ key }) => key === active),
  );
  const current = items[at];

  const pick = (item: Item | undefined, aside: boolean) => {
    if (item?.only !== undefined) setOnly(item.only);
    else if (item?.place && aside) window.open(href(item.place), '_blank', 'noopener');
    else if (item?.place) {
      onClose();
      void go(item.place);
    }
  };
  const move = (by: number) => {
    const next = items[(at + by + items.length) % items.length];
    setActive(next?.key);
    document.getElementById(optionId(listId, next?.key))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing || items.length === 0) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') pick(current, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };

  return (
    <div className="v-palette">
      <div className="v-palette-head">
        <Input
          autoFocus
          size="large"
          variant="borderless"
          allowClear
          maxLength={200}
          prefix={<Icon name="search" />}
          placeholder={t('placeholder')}
          aria-label={t('searchAll')}
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current ? optionId(listId, current.key) : undefined}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(undefined);
          }}
          onKeyDown={onKeyDown}
        />
        {phone ? (
          <Button type="text" onClick={onClose}>
            {t('cancel')}
          </Button>
        ) : null}
      </div>
      {chips.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no meaning
        <div className="v-palette-chips" role="group" aria-label={t('filterBy')}>
          {chips.map((form) => (
            <button
              key={form ?? ''}
              type="button"
              aria-pressed={form === only}
              onClick={() => {
                setOnly(form);
                setActive(undefined);
              }}
            >
              {form === undefined ? t('everywhere') : nameOf(form)}
            </button>
          ))}
        </div>
      ) : null}
      <div className="v-palette-body">
        <div role="status" className="t-sr-only">
          {typed.trim() !== '' && state.kind === 'found' ? t('found', { count: items.length }) : ''}
        </div>
        <div id={listId} role="listbox" aria-label={t('results')} hidden={items.length === 0}>
          {sections.map((section) => (
            <SectionLines
              key={section.key}
              section={section}
              listId={listId}
              current={current?.key}
              onHover={setActive}
              onPick={pick}
            />
          ))}
        </div>
        {state.kind === 'loading' ? <SkeletonRows rows={4} /> : null}
        {state.kind === 'failed' ? <ErrorState error={state.error} onRetry={state.retry} /> : null}
        {state.kind === 'none' ? (
          <EmptyState
            icon="search"
            title={t('noneTitle', { text: typed.trim() })}
            description={t('noneText')}
          />
        ) : null}
        {state.kind === 'idle' && items.length === 0 ? (
          <EmptyState icon="search" title={t('hintTitle')} description={t('hintText')} />
        ) : null}
      </div>
      {phone ? null : <Keys />}
    </div>
  );
}

type State =
  | { readonly kind: 'idle' | 'loading' | 'found' | 'none' }
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void };

/** What there is to show for what is typed. */
function useFound(typed: string, only: string | undefined, app: string | undefined) {
  const catalog = useClientCatalog();
  const { locale } = useLocale();
  const [visits] = useVisits();
  const make = useSections(catalog);
  const query = useMemo(() => readSearch(typed), [typed]);
  const readings = useReadings(query);
  const own = useMyViewsQuery().data?.views;
  const places = useMemo(() => placesOf(catalog, own ?? [], locale), [catalog, own, locale]);
  const paused = usePaused(typed);
  const everywhere = useSearch(paused, undefined);
  const inForm = useSearch(only === undefined ? '' : paused, only);
  const { nameOf } = make;
  if (query.terms.length === 0) {
    const first = (form: string) => (form.startsWith(`create ${app}:`) ? 0 : 1);
    const create = places
      .filter(({ kind }) => kind === 'create')
      .sort((a, b) => first(a.key) - first(b.key))
      .slice(0, CREATE);
    const sections = filled([make.recent(visits.slice(0, RECENT)), make.create(create)]);
    return { sections, chips: [], nameOf, state: { kind: 'idle' } as State };
  }
  const result = only === undefined ? everywhere : inForm;
  const answer = result.data;
  const sections = filled([
    ...(only === undefined ? [make.places(findPlaces(places, query, readings, PLACES))] : []),
    ...(answer ? make.found(answer, typed) : []),
    ...(answer && answer.missed.length > 0 && only === undefined ? [make.missed(answer.missed)] : []),
  ]);
  const forms = everywhere.data?.forms.map(({ form }) => form) ?? [];
  const chips =
    forms.length > 1 || only !== undefined
      ? [undefined, ...new Set([...forms, ...(only ? [only] : [])])]
      : [];
  const settled = paused === typed && !result.isFetching;
  const state: State = result.error
    ? { kind: 'failed', error: result.error, retry: () => void result.refetch() }
    : sections.length > 0 && answer
      ? { kind: 'found' }
      : settled
        ? { kind: 'none' }
        : { kind: 'loading' };
  return { sections, chips, nameOf, state };
}

const filled = (sections: readonly Section[]): Section[] => sections.filter(({ items }) => items.length > 0);

const optionId = (list: string, key: string | undefined): string => `${list}-${key}`.replaceAll(/\s/g, '_');

function SectionLines(props: {
  readonly section: Section;
  readonly listId: string;
  readonly current: string | undefined;
  readonly onHover: (key: string) => void;
  readonly onPick: (item: Item, aside: boolean) => void;
}) {
  const { section, listId } = props;
  const titleId = optionId(listId, `title ${section.key}`);
  const click = (item: Item) => (event: MouseEvent) => {
    event.preventDefault();
    if (event.button < 2) props.onPick(item, event.ctrlKey || event.metaKey || event.button === 1);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox has no element of its own
    <div role="group" aria-labelledby={titleId} className="v-palette-section">
      <div id={titleId} className="v-palette-heading">
        {section.title}
      </div>
      {section.items.map((item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox, which keeps the focus
        <div
          key={item.key}
          id={optionId(listId, item.key)}
          role="option"
          tabIndex={-1}
          aria-selected={item.key === props.current}
          className="v-palette-item"
          onClick={click(item)}
          onAuxClick={click(item)}
          onMouseMove={() => {
            if (item.key !== props.current) props.onHover(item.key);
          }}
        >
          {item.content}
        </div>
      ))}
    </div>
  );
}

/** What the keys do. */
function Keys() {
  const t = useT();
  const keys = [
    ['↑↓', t('keyMove')],
    ['Enter', t('keyOpen')],
    [/mac/i.test(navigator.platform) ? '⌘ Enter' : 'Ctrl Enter', t('keyTab')],
    ['Esc', t('keyClose')],
  ];
  return (
    <div className="v-palette-keys" aria-hidden>
      {keys.map(([key, label]) => (
        <span key={key}>
          <kbd>{key}</kbd> {label}
        </span>
      ))}
    </div>
  );
}
