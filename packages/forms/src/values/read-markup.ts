import { Parser } from 'htmlparser2';

/** What is told of markup while it is read; names are lower case, characters are as they are meant. */
export interface MarkupHands {
  readonly onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly onText: (text: string) => void;
  readonly onClose: (name: string) => void;
}

/** Reads markup of any kind, broken or not. In the bundles of browsers the parser of the browser does (`browser-markup.ts`). */
export function readMarkup(input: string, { onOpen, onText, onClose }: MarkupHands): void {
  const parser = new Parser(
    { onopentag: onOpen, ontext: onText, onclosetag: onClose },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: false },
  );
  parser.end(input);
}
