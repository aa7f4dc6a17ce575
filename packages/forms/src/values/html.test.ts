import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { expect, it } from 'vitest';
import { SEED } from '../testing/arbitrary.ts';
import { cleanHtml } from './html.ts';
import { htmlOfText, picturesOf } from './markup.ts';

const FILE = '01900000-0000-7000-8000-00000000f101';

it.each([
  ['<p>客户<b>很</b>重要</p>', '<p>客户<strong>很</strong>重要</p>', '客户很重要'],
  ['<p>a<script>alert(1)</script>b</p>', '<p>ab</p>', 'ab'],
  ['<img src=x onerror=alert(1)>', '', ''],
  [`<img data-file="${FILE}" onerror=alert(1)>`, `<img data-file="${FILE}">`, ''],
  ['<a href="javascript:alert(1)">x</a>', 'x', 'x'],
  ['<a href=" JaVaScRiPt:alert(1)">x</a>', 'x', 'x'],
  ['<a href="java\nscript:alert(1)">x</a>', 'x', 'x'],
  ['<a href="//evil.example">x</a>', 'x', 'x'],
  [
    '<a href="https://example.com/?a=1&amp;b=2" target=_top>x</a>',
    '<a href="https://example.com/?a=1&amp;b=2">x</a>',
    'x',
  ],
  ['<svg><script>alert(1)</script><p>in</p></svg>out', 'out', 'out'],
  ['<math><mi xlink:href="data:x">1</mi></math>out', 'out', 'out'],
  ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '', ''],
  ['<!--><img src=x onerror=alert(1)>-->x', '--&gt;x', '-->x'],
  ['<p style="background:url(javascript:1)" onclick="x()" class="a">x</p>', '<p>x</p>', 'x'],
  ['<iframe src="https://x"></iframe><object data="x"></object><p>x', '<p>x</p>', 'x'],
  ['<p>1 &lt; 2 &amp;&amp; "3"</p>', '<p>1 &lt; 2 &amp;&amp; &quot;3&quot;</p>', '1 < 2 && "3"'],
  ['<h2>A</h2><ul><li>b<li>c</ul>', '<h2>A</h2><ul><li>b</li><li>c</li></ul>', 'A\nb\nc'],
  ['<constructor>x</constructor><__proto__>y', 'x&lt;__proto__&gt;y', 'x<__proto__>y'],
  ['<p><strong>a<p>b', '<p><strong>a</strong></p><p>b</p>', 'a\nb'],
  ['<p>a</p>\n\n  <p>b</p>', '<p>a</p><p>b</p>', 'a\nb'],
  ['<b><b> <hr>c</b>', '<strong><strong> </strong></strong><hr>c', 'c'],
  ['<pre>\n\na\n</pre>', '<pre>a\n</pre>', 'a'],
])('cleans %s', (input, html, text) => {
  expect(cleanHtml(input)).toMatchObject({ html, text });
});

const bits = fc.oneof(
  fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<em>',
      '</em>',
      '<ul>',
      '</ul>',
      '<ol start=3>',
      '</ol>',
      '<li>',
      '</li>',
    ],
    ...[
      '<a href="https://a.cn/x">',
      '<a href="javascript:x">',
      '</a>',
      '<br>',
      '<hr>',
      '<h1>',
      '</h1>',
      '<pre>',
    ],
    ...[
      '</pre>',
      '<blockquote>',
      '</blockquote>',
      '<code>',
      '</code>',
      `<img data-file="${FILE}" alt='"<x'>`,
    ],
    ...['<svg>', '</svg>', '<script>', '</script>', '<style>', '</style>', '<!--', '-->', '<![CDATA[', ']]>'],
    ...[
      '&lt;',
      '&#x3c;',
      '&amp;lt;',
      '"',
      "'",
      '<',
      '>',
      '/',
      ' ',
      '\n',
      '\u3000',
      '\u0000',
      '\ud800',
      '🙂',
      '客户',
    ],
    ...[
      '<img src=x onerror=alert(1)>',
      '<p onclick=x>',
      '<textarea>',
      '</textarea>',
      '<title>',
      '<template>',
    ],
  ),
  fc.string({ maxLength: 6 }),
);

it('writes nothing but what is allowed, and cleaning again changes nothing', () => {
  const tags = /^(p|br|strong|em|u|s|code|pre|blockquote|h[123]|ul|ol|li|hr|a|img)$/;
  let marked = 0;
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 25 }), (parts) => {
      const once = cleanHtml(parts.join(''));
      expect(cleanHtml(once.html)).toEqual(once);
      expect(picturesOf(once.html)).toEqual(once.files);
      const open: string[] = [];
      new Parser({
        onopentag(name, attributes) {
          marked++;
          expect(name).toMatch(tags);
          for (const [key, value] of Object.entries(attributes)) {
            expect(['href', 'start', 'data-file', 'alt']).toContain(key);
            if (key === 'href') expect(value).toMatch(/^(https?|mailto|tel):/);
          }
          open.push(name);
        },
        onclosetag: (name) => expect(open.pop()).toBe(name),
        oncomment: () => expect.unreachable('a comment'),
      }).end(once.html);
      expect(once.html).not.toContain('\u0000');
      expect(once.html).not.toContain('\ud800');
    }),
    { ...SEED, numRuns: 3_000 },
  );
  expect(marked).toBeGreaterThan(1_000);
});

it('makes paragraphs of lines, and reads them back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = cleanHtml(htmlOfText(text)).text;
      expect(cleanHtml(htmlOfText(plain)).text).toBe(plain);
    }),
    SEED,
  );
  expect(cleanHtml(htmlOfText('一\n\n<b>二')).text).toBe('一\n<b>二');
});
