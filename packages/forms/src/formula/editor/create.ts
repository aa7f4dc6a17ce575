import { closeBrackets, closeBracketsKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import type { AnalysedFormula } from '../analyse.ts';
import type { FormulaWorld } from '../world.ts';
import { chips } from './chips.ts';
import { completion } from './completion.ts';
import { mistakes } from './mistakes.ts';
import { signatureHelp } from './signature.ts';
import { treeOf, worldOf } from './tree.ts';

export interface EditorSettings {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly world: FormulaWorld;
  /** Name for screen readers. */
  readonly label: string;
  readonly describedBy: string;
  readonly placeholder: string;
  /** Name of the list of completions. */
  readonly completions: string;
  readonly analyse: (text: string) => AnalysedFormula;
  readonly fixLabel: (fix: string) => string;
  readonly onChange: (text: string) => void;
  readonly onChoosing: (choosing: boolean) => void;
  /** Ctrl/⌘-Enter. */
  readonly onSubmit: () => void;
}

/** An editor of one formula. Tab leaves it, as any other input. */
export function createEditor(settings: EditorSettings): EditorView {
  const { onChange, onChoosing, onSubmit, world } = settings;
  return new EditorView({
    parent: settings.parent,
    state: EditorState.create({
      doc: settings.text,
      selection: { anchor: settings.text.length },
      extensions: [
        worldOf.of(world),
        treeOf,
        Prec.highest([
          keymap.of([{ key: 'Mod-Enter', run: () => submit(onSubmit) }]),
          // Escape closes the list of completions, and not the dialog around as well.
          EditorView.domEventHandlers({
            keydown: (event, view) => {
              if (event.key === 'Escape' && completionStatus(view.state) === 'active')
                event.stopPropagation();
              return false;
            },
          }),
        ]),
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        EditorState.languageData.of(() => [{ closeBrackets: { brackets: ['(', '（', '"', '“', '['] } }]),
        closeBrackets(),
        bracketMatching(),
        chips,
        completion,
        signatureHelp,
        mistakes(settings.analyse, settings.fixLabel),
        placeholder(settings.placeholder),
        EditorState.phrases.of({ Completions: settings.completions }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': settings.label,
          'aria-describedby': settings.describedBy,
          spellcheck: 'false',
          autocapitalize: 'off',
        }),
        EditorView.updateListener.of(({ docChanged, startState, state }) => {
          if (docChanged) onChange(state.doc.toString());
          const choosing = completionStatus(state) === 'active';
          if (choosing !== (completionStatus(startState) === 'active')) onChoosing(choosing);
        }),
      ],
    }),
  });
}

function submit(onSubmit: () => void): true {
  onSubmit();
  return true;
}
