/** What people wrote, as plain text: nothing in it that no keyboard types, but for line breaks and tabs. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
