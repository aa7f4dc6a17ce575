/** Text inside the quotes of a style sheet. */
const quoted = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} ,.:·、，（）()-]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;

/** What stands at the foot of each sheet of paper: who printed it and when, and which page it is. */
export function PageStyle({ footer }: { readonly footer: string }) {
  return (
    <style>{`@page {
  size: A4;
  margin: 14mm 14mm 18mm;
  @bottom-left { content: ${quoted(footer)}; color: #666; font-size: 9px; }
  @bottom-right { content: counter(page) " / " counter(pages); color: #666; font-size: 9px; }
}`}</style>
  );
}
