import type { OutgoingMessage } from '@trellis/records/server';

const TEXTS = {
  zh: {
    open: '打开查看',
    why: (name: string) => `这是「${name}」的通知。不想再收到？在「通知设置」里可以关掉。`,
  },
  en: {
    open: 'Open',
    why: (name: string) => `A notification of “${name}”. You can turn it off in your notification settings.`,
  },
};

/** What a reader sees in their mail program, with and without HTML. */
export function letterOf({ title, body, url, locale, workspace }: OutgoingMessage): {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
} {
  const { open, why } = TEXTS[locale];
  const quote = body
    ? `<blockquote style="margin:12px 0;padding:4px 12px;border-left:3px solid #d0d7d5;white-space:pre-wrap">${escaped(body)}</blockquote>`
    : '';
  return {
    subject: title,
    text: [title, ...(body ? ['', body] : []), '', url, '', '--', why(workspace.name)].join('\n'),
    html: `<div style="font:14px/22px -apple-system,'PingFang SC','Microsoft YaHei',sans-serif;color:#1c2422">
<p style="margin:0;font-weight:600">${escaped(title)}</p>${quote}
<p style="margin:16px 0"><a href="${escaped(url)}" style="color:#0b6b5d">${open}</a></p>
<p style="margin:0;color:#66706d;font-size:12px">${escaped(why(workspace.name))}</p></div>`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
