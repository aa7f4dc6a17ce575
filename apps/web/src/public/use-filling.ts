import {
  type BehaviourState,
  loadEngine,
  type Problem,
  type PublicEngine,
  publicFacets,
} from '@trellis/forms/public';
import { type FormDocument, newId } from '@trellis/metadata';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formName, type OpenForm } from './api.ts';
import { keep, recall } from './keep.ts';
import { locale } from './texts.ts';
import { type Value, type Values, withoutPending } from './values.ts';

const DRAFT = `trellis.draft.${formName}`;
const DRAFT_MS = 300;

interface Draft {
  readonly values: Values;
  readonly touched: readonly string[];
  /** Of the submission: one whose answer was lost is sent again under the same. */
  readonly id: string;
}

/** What the rules say, of the fields and of rows. */
type Shown = Pick<BehaviourState, 'visible' | 'required' | 'readonly' | 'offered' | 'hints' | 'rows'>;

export interface Filling {
  readonly values: Values;
  readonly shown: Shown;
  /** What was found wrong when the visitor wanted to send. */
  readonly problems: readonly Problem[];
  /** What came to be wrong while filling in. */
  readonly gone: readonly Problem[];
  readonly setProblems: (problems: readonly Problem[]) => void;
  readonly setValue: (key: string, value: Value) => void;
  /** Somebody begins: the rules are fetched. */
  readonly begin: () => Promise<PublicEngine>;
  readonly engine: PublicEngine | undefined;
  /** What would be sent now, with everything that is wrong with it. */
  readonly check: () => Promise<{ readonly problems: readonly Problem[]; readonly values: Values }>;
  readonly id: () => string;
  /** Something not sent came back. */
  readonly restored: boolean;
  /** Sent, or not wanted any more. */
  readonly forget: () => void;
}

/** A visitor's answers while they are given. Nothing typed is lost: it stays on the device until it is sent. */
export function useFilling(form: OpenForm): Filling {
  const document = form.document as FormDocument;
  const draft = useRef(recall<Draft>(DRAFT)).current;
  const first = useRef<Values>(undefined);
  first.current ??= {
    ...(form.values as Values),
    ...Object.fromEntries(
      Object.entries(withoutPending(draft?.values ?? {})).filter(([key]) => key in document.properties),
    ),
  };
  const [values, setValues] = useState<Values>(first.current);
  const [shown, setShown] = useState<Shown>(() => ({
    visible: new Set(form.visible),
    required: new Set(form.required),
    readonly: new Set(form.readonly),
  }));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [gone, setGone] = useState<readonly Problem[]>([]);
  const [engine, setEngine] = useState<PublicEngine>();
  const latest = useRef({ values, touched: new Set(draft?.touched), id: draft?.id ?? '' });
  const loading = useRef<Promise<PublicEngine>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = useCallback((by: PublicEngine, changed: string | 'all') => {
    const next = by.follow(latest.current.values, changed, latest.current.touched);
    latest.current.values = next.values;
    setValues(next.values);
    setShown(next.state);
    setGone(next.gone);
  }, []);

  const begin = useCallback(() => {
    if (!loading.current) {
      const place = { ref: 'public:form', tz: form.tz, locale };
      loading.current = loadEngine(document, place).then((loaded) => {
        setEngine(loaded);
        show(loaded, 'all');
        return loaded;
      });
      loading.current.catch(() => {
        // Without a network: the next touch, or the button, tries again.
        loading.current = undefined;
      });
    }
    return loading.current;
  }, [document, form.tz, show]);

  // What follows from answers that are there already can't wait for the first touch.
  const early =
    draft !== undefined ||
    Object.values(document.properties).some(
      ({ trellis }) => publicFacets.find(trellis.type)?.early || trellis.hints || trellis.optionsWhen,
    );
  useEffect(() => {
    if (early) begin().catch(() => undefined);
  }, [early, begin]);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const { values: now, touched, id } = latest.current;
    keep(DRAFT, { values: withoutPending(now), touched: [...touched], id } satisfies Draft);
  }, []);
  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(write, DRAFT_MS);
  }, [write]);
  // A page that is left within that moment must not take the last words along.
  useEffect(() => {
    const leave = () => {
      if (timer.current !== undefined) write();
    };
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [write]);

  const setValue = useCallback(
    (key: string, value: Value) => {
      latest.current.values = { ...latest.current.values, [key]: value };
      latest.current.touched.add(key);
      setValues(latest.current.values);
      setProblems((old) =>
        old.some(({ path }) => path[0] === key) ? old.filter(({ path }) => path[0] !== key) : old,
      );
      if (engine) show(engine, key);
      // A box that is ticked by a finger does not get the focus everywhere.
      else begin().catch(() => undefined);
      save();
    },
    [engine, begin, show, save],
  );

  return {
    values,
    shown,
    problems,
    gone,
    setProblems,
    setValue,
    begin,
    engine,
    check: async () => (await begin()).check(latest.current.values, latest.current.touched),
    id: () => {
      latest.current.id ||= newId();
      write();
      return latest.current.id;
    },
    restored: draft !== undefined,
    forget: () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      keep(DRAFT, undefined);
    },
  };
}
