import { type Issue, issueMessage } from '@trellis/metadata';
import { ApiError, useLocale, useToast } from '@trellis/ui/react';
import { App, Button } from 'antd';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { refusalOf as draftRefusal } from '../../drafts/api.ts';
import { useDrafts } from '../../drafts/provider.tsx';
import { useBoardT } from './messages.ts';
import type { MissingValues } from './missing-dialog.tsx';
import {
  type Card,
  changeBetween,
  isSamePlace,
  type Layout,
  opposite,
  type Place,
  type Refusal,
  refusalOf,
} from './moves.ts';
import type { Outcome, Sent } from './use-send.tsx';

type Step = readonly Sent[];

/** What was last said of a move. */
const SAID = 'board-move';
/** Steps that can be taken back. */
const MOST = 50;

/** Moving cards: what stands against it, what happens when the server refuses, and the way back. */
export function useMoves(board: {
  readonly info: FormInfo;
  readonly layout: Layout | undefined;
  readonly send: (all: readonly Sent[]) => Promise<readonly Outcome[]>;
  readonly nameOf: (place: Place, from: Place) => string;
  readonly titleOf: (card: Card) => string;
  readonly openRecord: (id: string) => void;
  readonly onMissing: (missing: MissingValues) => void;
}) {
  const { info, layout, send, nameOf, titleOf } = board;
  const { form } = info;
  const t = useBoardT();
  const { locale } = useLocale();
  const toast = useToast();
  const label = useFieldLabel(form);
  const { message } = App.useApp();
  const drafts = useDrafts();
  const past = useRef<Step[]>([]);

  const textOf = (refusal: Refusal): string =>
    'issue' in refusal
      ? issueMessage(refusal.issue, locale)
      : t(refusal.why, { field: label(refusal.field) });
  const reasonOf = (error: unknown): string => {
    const issue = error instanceof ApiError ? error.issues[0] : undefined;
    if (!issue) return error instanceof Error ? error.message : String(error);
    const field = fieldOf(issue);
    const text = issue.message ?? issueMessage(issue, locale);
    return form.fields.has(field) ? `${label(field)}: ${text}` : text;
  };

  const undo = async (step: Step | undefined = past.current.at(-1)) => {
    if (!step || !past.current.includes(step)) return;
    past.current = past.current.filter((one) => one !== step);
    const failed = (await send(step)).flatMap((one) => ('error' in one ? [one.error] : []));
    // What offered to take it back says that it was.
    if (failed.length === 0) void message.open({ key: SAID, type: 'success', content: t('undone') });
    else toast.error(t('notUndone', { reason: reasonOf(failed[0]) }));
  };
  /** Says what was moved and keeps the way back. */
  const tell = (done: readonly Outcome[]) => {
    const step = done.flatMap((one): Step => {
      if (!('saved' in one)) return [];
      const { card, change, to, more = {}, saved } = one;
      const back = opposite(card.record, { ...change, set: { ...change.set, ...more } });
      return [{ card: { ...card, record: saved, place: to }, change: back, to: card.place }];
    });
    const [first] = done;
    if (step.length === 0 || !first) return;
    past.current = [...past.current, step].slice(-MOST);
    const lane = nameOf(first.to, first.card.place);
    const text =
      step.length === 1
        ? t('moved', { title: titleOf(first.card), lane })
        : t('movedMany', { count: step.length, lane });
    toast.undo(text, () => undo(step), SAID);
  };

  const refused = ({ card, change, to, error }: Sent & { readonly error: unknown }) => {
    const lane = nameOf(to, card.place);
    const issues = error instanceof ApiError && error.code === 'validation_failed' ? error.issues : [];
    if (issues.length === 0) {
      toast.error(error);
      return;
    }
    const openRecord = () => {
      const { id, version } = card.record;
      drafts.write({
        id,
        form: form.ref,
        version,
        set: change.set,
        kept: false,
        refused: draftRefusal(error),
      });
      board.openRecord(id);
    };
    const lacking = issues.flatMap((issue) =>
      issue.code === 'required' && form.fields.has(fieldOf(issue)) ? [fieldOf(issue)] : [],
    );
    if (lacking.length === issues.length) {
      board.onMissing({
        lane,
        fields: lacking,
        openRecord,
        save: async (values) => {
          const [outcome] = await send([{ card, change, to, more: values }]);
          if (outcome && 'error' in outcome) throw outcome.error;
          if (outcome) tell([outcome]);
        },
      });
      return;
    }
    const key = `move-${card.record.id}`;
    void message.open({
      key,
      type: 'error',
      duration: 8,
      content: (
        <>
          {`${t('notMoved', { lane })} · ${reasonOf(error)}`}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              openRecord();
            }}
          >
            {t('fillIn')}
          </Button>
        </>
      ),
    });
  };

  const move = async (cards: readonly Card[], to: (card: Card) => Place) => {
    if (!layout) return;
    const all = cards.flatMap((card): (Sent & { readonly refusal: Refusal | undefined })[] => {
      const place = to(card);
      if (isSamePlace(place, card.place)) return [];
      const change = changeBetween(layout, card.place, place);
      return [{ card, change, to: place, refusal: refusalOf(layout, card.place, place) }];
    });
    const against = all.flatMap(({ refusal }) => refusal ?? []);
    const done = await send(all.filter(({ refusal }) => !refusal));
    tell(done.filter((one) => 'saved' in one));
    const failed = done.flatMap((one) => ('error' in one ? [one] : []));
    const [first] = failed;
    if (failed.length === 1 && against.length === 0 && first) {
      refused(first);
      return;
    }
    const count = failed.length + against.length;
    const [sent] = all;
    if (count === 0 || !sent) return;
    const lane = nameOf(sent.to, sent.card.place);
    const head = all.length === 1 ? t('notMoved', { lane }) : t('notMovedMany', { count, lane });
    const [why] = against;
    toast.error(`${head} · ${why ? textOf(why) : reasonOf(first?.error)}`);
  };

  const key = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return;
    const at = event.target as HTMLElement;
    // Where something is typed, Ctrl+Z is about that.
    if (at.closest('input, textarea, [contenteditable="true"], [role="dialog"]')) return;
    if (past.current.length === 0) return;
    event.preventDefault();
    void undo();
  });
  useEffect(() => {
    const heard = (event: KeyboardEvent) => key(event);
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, []);

  return {
    move,
    /** Why a card can't go there, in words. */
    against: (card: Card, to: Place): string | undefined => {
      const refusal = layout && refusalOf(layout, card.place, to);
      return refusal && textOf(refusal);
    },
  };
}

/** The field that an issue of a saved record is about. */
const fieldOf = ({ path }: Issue): string => String(path.find((step) => step !== 'set') ?? '');
