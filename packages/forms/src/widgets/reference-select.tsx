import { Select } from 'antd';
import type { DefaultOptionType } from 'antd/es/select';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type InputProps, idsOf, inputAttributes } from './facet.tsx';
import { useT } from './messages.tsx';
import { type RecordChoice, useFormServices, useTitle } from './services.tsx';

const DEBOUNCE = 300;

/** What the last search gave. */
type Found =
  | { readonly state: 'idle' | 'busy' | 'failed'; readonly choices: readonly RecordChoice[] }
  | { readonly state: 'done'; readonly choices: readonly RecordChoice[] };

/** Search among the records of `target` while it is open, 300 ms after the last key. */
function useSearch(target: string) {
  const { searchReference } = useFormServices();
  const [found, setFound] = useState<Found>({ state: 'idle', choices: [] });
  const running = useRef<{ timer: ReturnType<typeof setTimeout>; stop: AbortController }>(undefined);
  const cancel = useCallback(() => {
    clearTimeout(running.current?.timer);
    running.current?.stop.abort();
  }, []);
  useEffect(() => cancel, [cancel]);
  const search = (text: string, wait = DEBOUNCE) => {
    cancel();
    const stop = new AbortController();
    setFound(({ choices }) => ({ state: 'busy', choices }));
    const timer = setTimeout(async () => {
      try {
        const choices = await searchReference(target, text.trim(), stop.signal);
        if (!stop.signal.aborted) setFound({ state: 'done', choices });
      } catch {
        if (!stop.signal.aborted) setFound({ state: 'failed', choices: [] });
      }
    }, wait);
    running.current = { timer, stop };
  };
  return { found, search };
}

/** Choice of one or several records of a form by searching their titles. */
export function ReferenceSelect({
  target,
  multiple = false,
  ...props
}: InputProps & { target: string; multiple?: boolean }) {
  const t = useT();
  const { picked } = useFormServices();
  const title = useTitle(props.refs);
  const { found, search } = useSearch(target);
  const chosen = idsOf(props.value);
  const titleOf = (id: string) => title(id) ?? t('unknownRecord');
  const shared = {
    ...inputAttributes(props),
    placeholder: props.placeholder ?? t('searchRecord'),
    allowClear: !props.required,
    style: { width: '100%' },
    showSearch: { filterOption: false, onSearch: (text: string) => search(text) },
    loading: found.state === 'busy',
    notFoundContent: (
      <span className="f-help">
        {t(found.state === 'failed' ? 'searchFailed' : found.state === 'done' ? 'nothing' : 'loading')}
      </span>
    ),
    onOpenChange: (open: boolean) => {
      if (open) search('', 0);
    },
    options: found.choices.map(({ id, title: label, hint }) => ({ value: id, label, hint })),
    // The value keeps its title while the list shows something else.
    labelRender: ({ value }: { value: string | number }) => titleOf(String(value)),
    optionRender: ({ data }: { data: DefaultOptionType }) => (
      <div className="f-record-choice">
        <span className="t-ellipsis">{data.label}</span>
        {data.hint ? <span className="f-help t-ellipsis">{data.hint}</span> : null}
      </div>
    ),
  };
  const pick = (next: readonly string[]) => {
    for (const choice of found.choices) if (next.includes(choice.id)) picked.set(choice.id, choice.title);
    return next;
  };
  if (multiple)
    return (
      <Select<string[]>
        {...shared}
        mode="multiple"
        value={[...chosen]}
        onChange={(next) => props.onChange(next.length > 0 ? pick(next) : null)}
      />
    );
  return (
    <Select<string | null>
      {...shared}
      value={chosen[0] ?? null}
      onChange={(next) => props.onChange(next ? (pick([next])[0] ?? null) : null)}
    />
  );
}
