import { expect, it } from 'vitest';
import { type Inline, parseMarkdown, plainOfMarkdown } from './markdown.ts';

/** Back to something short to compare with. */
const told = (parts: readonly Inline[]): string =>
  parts
    .map((part) =>
      part.kind === 'text'
        ? part.text
        : part.kind === 'code'
          ? `<code ${part.text}>`
          : `<${part.kind}${part.kind === 'link' ? ` ${part.href}` : ''} ${told(part.inner)}>`,
    )
    .join('');
const blocks = (text: string) =>
  parseMarkdown(text).map((block) =>
    block.kind === 'paragraph'
      ? block.lines.map(told)
      : block.kind === 'heading'
        ? `# ${told(block.inner)}`
        : [block.ordered ? '1.' : '-', ...block.items.map(told)],
  );

it('reads paragraphs, headings and lists', () => {
  expect(blocks('## 填写说明\n第一行\n第二行\n\n- 甲\n- **乙**\n1. 一\n2、 二\n结束')).toEqual([
    '# 填写说明',
    ['第一行', '第二行'],
    ['-', '甲', '<strong 乙>'],
    ['1.', '一', '二'],
    ['结束'],
  ]);
});

it('reads emphasis and links, and lets only harmless addresses be links', () => {
  expect(blocks('见 [制度](https://a.cn/x) 与 https://b.cn/y。*慎*填 `A*B`')).toEqual([
    ['见 <link https://a.cn/x 制度> 与 <link https://b.cn/y https://b.cn/y>。<em 慎>填 <code A*B>'],
  ]);
  for (const text of ['[x](javascript:alert(1))', '<script>alert(1)</script>', '2 * 3 * 4', '**', '[a](b)'])
    expect(blocks(text)).toEqual([[text]]);
});

it('has a bare text for one line', () => {
  const text = '# 结论\n- **先**看[报价](https://a.example)\n- `再`谈\n\n完';
  expect(plainOfMarkdown(text)).toBe('结论 先看报价 再谈 完');
  expect(plainOfMarkdown('')).toBe('');
});
