import { Icon } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import type { DefaultOptionType } from 'antd/es/select';
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { type InputProps, idsOf, inputAttributes } from './facet.tsx';
import { useT } from './messages.tsx';
import { type RecordChoice, useFormServices, useTitle } from './services.tsx';

const DEBOUNCE = 300;

/** What the last search gave. */
type Found =
  | { readonly state: 'idle' | 'busy' | 'failed'; readonly choices: readonly RecordChoice[] }
  | { readonly state: 'done'; readonly choices: readonly RecordChoice[] };

type Find = (text: string, signal: AbortSignal) => Promise<readonly RecordChoice[]>;

/** Search while it is open, 300 ms after the last key. */
function useSearch(find: Find) {
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
        const choices = await find(text.trim(), stop.signal);
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
  max,
  find,
  onCreate,
  ...props
}: InputProps & {
  target: string;
  multiple?: boolean;
  /** Most of several. */
  max?: number | undefined;
  /** Finds what may be chosen; default: any record of the form. */
  find?: Find | undefined;
  /** Makes a new record; absent = not allowed. */
  onCreate?: (() => void) | undefined;
}) {
  const t = useT();
  const { picked, searchReference } = useFormServices();
  const title = useTitle(props.refs);
  const { found, search } = useSearch(find ?? ((text, signal) => searchReference(target, text, signal)));
  const [open, setOpen] = useState(false);
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
    open,
    onOpenChange: (next: boolean) => {
      setOpen(next);
      if (next) search('', 0);
    },
    ...(onCreate
      ? {
          popupRender: (list: ReactElement) => (
            <>
              {list}
              <div className="f-select-foot">
                <Button
                  type="link"
                  size="small"
                  icon={<Icon name="plus" />}
                  onClick={() => {
                    setOpen(false);
                    onCreate();
                  }}
                >
                  {t('newRecord')}
                </Button>
              </div>
            </>
          ),
        }
      : {}),
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
        {...(max === undefined ? {} : { maxCount: max })}
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
