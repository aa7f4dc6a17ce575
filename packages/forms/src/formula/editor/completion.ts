import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorView, tooltips } from '@codemirror/view';
import { type Suggestion, suggest } from '../suggest.ts';
import { describeFunction } from './docs.ts';
import { treeOf, worldIn } from './tree.ts';

function complete({ state, pos, explicit }: CompletionContext): CompletionResult | null {
  const world = worldIn(state);
  const found = suggest(world, state.field(treeOf), state.doc.toString(), pos, explicit);
  if (!found) return null;
  return {
    from: found.from,
    to: found.to,
    // Matching is ours: by label, key, pinyin and what a function does.
    filter: false,
    options: found.items.map((item): Completion => {
      const { fn } = item;
      return {
        label: item.label,
        detail: item.detail,
        type: item.kind,
        apply: (view, completion, from) => put(view, item, completion, from, found.to - pos),
        ...(fn ? { info: () => describeFunction(fn, world.locale) } : {}),
      };
    }),
  };
}

/** `beyond`: how far past the caret the replaced part went when the list was made. */
function put(view: EditorView, item: Suggestion, completion: Completion, from: number, beyond: number): void {
  const to = Math.min(view.state.selection.main.head + beyond, view.state.doc.length);
  view.dispatch({
    changes: { from, to, insert: item.insert },
    selection: { anchor: from + (item.caret ?? item.insert.length) },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}

/** Fields, functions, options and words while typing and on Ctrl-Space. */
export const completion: Extension = [
  autocompletion({
    override: [complete],
    icons: false,
    optionClass: ({ type = '' }) => `f-complete f-complete-${type}`,
    tooltipClass: () => 'f-complete-list',
    maxRenderedOptions: 60,
  }),
  // In the page itself: a dialog would cut the list off.
  tooltips({ position: 'fixed', parent: document.body }),
  // A list that scrolls must be within reach of the keyboard; who gets there goes on typing.
  EditorView.updateListener.of(({ view }) => {
    const list = document.getElementById(view.contentDOM.getAttribute('aria-controls') ?? '');
    if (!list || list.tabIndex === 0) return;
    list.tabIndex = 0;
    list.addEventListener('focus', () => view.focus());
  }),
];
