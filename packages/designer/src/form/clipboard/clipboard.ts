import { CLIP_TYPE, type Clip, readClip } from './clip.ts';

/** What was copied last in this browser: where the page may not read the system's clipboard, other tabs find it here. */
const KEPT = 'trellis.form-parts';

function keep(text: string): void {
  try {
    localStorage.setItem(KEPT, text);
  } catch {
    // Full or forbidden: the system's clipboard has it all the same.
  }
}

/** Puts parts on the clipboard of a copy or cut event: as themselves, and as text for whoever knows only that. */
export function writeClip(data: DataTransfer | null, clip: Clip): void {
  const text = JSON.stringify(clip);
  data?.setData(CLIP_TYPE, text);
  data?.setData('text/plain', text);
  keep(text);
}

/** What a paste event brings: parts, or any other text. */
export function readData(data: DataTransfer | null): Clip | string {
  const text = data?.getData('text/plain') ?? '';
  return readClip(data?.getData(CLIP_TYPE) || text) ?? text;
}

/** The clipboard without an event, for a button: what the system gives, or what was copied here last. */
export async function readClipboard(): Promise<Clip | string> {
  let text = '';
  try {
    text = await navigator.clipboard.readText();
  } catch {
    // Asked and refused, or the page is not served securely.
  }
  return readClip(text) ?? readClip(localStorage.getItem(KEPT) ?? '') ?? text;
}

/** Copies or cuts by a button as the keys do: the page's own event may write where the page may not. */
export const copyByCommand = (how: 'copy' | 'cut'): boolean => document.execCommand(how);

/** Whether keys mean the parts on the canvas: not while somebody writes, or has marked text to copy. */
export function meansParts(event: Event): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return true;
  return (
    target.closest('input, textarea, [contenteditable="true"], .ant-modal, .ant-drawer') === null &&
    (document.getSelection()?.toString() ?? '') === ''
  );
}
