import { useToast } from '@trellis/ui/react';
import { useEffect, useState } from 'react';
import { useDesign } from '../design.tsx';
import { placeAfter } from '../dropped.ts';
import { useT } from '../many/messages.ts';
import { type Clip, clipOf, namesIn } from './clip.ts';
import { meansParts, readClipboard, readData, writeClip } from './clipboard.ts';
import { clipOfNames } from './paste.ts';

/** Copy, cut and paste of what is chosen, by keys and by buttons. */
export interface Clipboard {
  /** Lines of text that would become fields; asked about before they do. */
  readonly lines: readonly string[];
  addLines(): void;
  forgetLines(): void;
  /** Pastes without an event: a button was pressed. */
  pasteNow(): Promise<void>;
}

export function useClipboard(): Clipboard {
  const t = useT();
  const toast = useToast();
  const design = useDesign();
  const { app, formKey, document: form, selection, chosen, remove, paste } = design;
  const [lines, setLines] = useState<readonly string[]>([]);
  const place = placeAfter(selection);
  const take = (what: Clip | string) => {
    if (typeof what !== 'string') return paste(what, place);
    const names = namesIn(what);
    if (names.length > 0) setLines(names);
    else toast.success(t('nothingToPaste'));
  };

  // Each render sees the document of its time.
  useEffect(() => {
    const copied = (event: ClipboardEvent): Clip | undefined => {
      if (!meansParts(event)) return undefined;
      const part = selection.kind === 'section' || selection.kind === 'tabs' ? selection.key : undefined;
      const clip = clipOf({ app, form: formKey, document: form }, part ? { part } : { names: chosen });
      if (!clip) return undefined;
      writeClip(event.clipboardData, clip);
      event.preventDefault();
      return clip;
    };
    const count = (clip: Clip) => Math.max(Object.keys(clip.fields).length, clip.nodes.length);
    const copy = (event: ClipboardEvent) => {
      const clip = copied(event);
      if (clip) toast.success(t('copied', { count: count(clip) }));
    };
    const cut = (event: ClipboardEvent) => {
      const clip = copied(event);
      if (clip) remove(chosen.length > 0 ? chosen : Object.keys(clip.fields));
    };
    const pasted = (event: ClipboardEvent) => {
      if (!meansParts(event)) return;
      event.preventDefault();
      take(readData(event.clipboardData));
    };
    window.addEventListener('copy', copy);
    window.addEventListener('cut', cut);
    window.addEventListener('paste', pasted);
    return () => {
      window.removeEventListener('copy', copy);
      window.removeEventListener('cut', cut);
      window.removeEventListener('paste', pasted);
    };
  });

  return {
    lines,
    addLines() {
      paste(clipOfNames(app, formKey, lines), place);
      setLines([]);
    },
    forgetLines: () => setLines([]),
    pasteNow: async () => take(await readClipboard()),
  };
}
