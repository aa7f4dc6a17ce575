import type { MarkupHands } from './read-markup.ts';

/**
 * Stands for `read-markup.ts` in the bundles of browsers, which bring a parser of their own. In a template nothing runs and
 * nothing is fetched.
 * @public
 */
export function readMarkup(input: string, hands: MarkupHands): void {
  const template = document.createElement('template');
  template.innerHTML = input;
  tell(template.content, hands);
}

function tell(parent: Node, hands: MarkupHands): void {
  for (const node of parent.childNodes) {
    if (node instanceof Text) hands.onText(node.data);
    if (!(node instanceof Element)) continue;
    const attributes = [...node.attributes].map(({ name, value }) => [name, value] as const);
    hands.onOpen(node.localName, Object.fromEntries(attributes));
    tell(node, hands);
    hands.onClose(node.localName);
  }
}
