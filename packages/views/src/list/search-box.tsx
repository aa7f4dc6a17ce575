import { Icon } from '@trellis/ui/react';
import { Input } from 'antd';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useT } from '../messages.ts';
import type { ListState } from '../state/list-state.ts';

/** Time without a keystroke after which a search starts. */
const PAUSE_MS = 300;

/** Quick search over the searchable fields of a form. */
export function SearchBox(props: {
  readonly label: string;
  readonly state: ListState;
  readonly setState: (state: ListState, options?: { replace?: boolean }) => void;
}) {
  const t = useT();
  const given = props.state.search ?? '';
  const [typed, setTyped] = useState(given);
  const composing = useRef(false);

  // The address may change by other ways: back, a cleared filter.
  const [seen, setSeen] = useState(given);
  if (given !== seen) {
    setSeen(given);
    if (typed.trim() !== given) setTyped(given);
  }
  const search = useEffectEvent(() => {
    const next = typed.trim();
    if (next === given) return;
    const { search: _, ...rest } = props.state;
    props.setState(next ? { ...rest, search: next } : rest, { replace: true });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each keystroke starts the pause anew
  useEffect(() => {
    if (composing.current) return;
    const timer = setTimeout(search, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <Input
      className="v-search"
      allowClear
      prefix={<Icon name="search" />}
      placeholder={t('search')}
      aria-label={t('searchIn', { form: props.label })}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={search}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        setTyped(`${event.currentTarget.value} `.trimEnd());
      }}
    />
  );
}
