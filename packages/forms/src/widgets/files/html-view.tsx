import { useEffect, useMemo, useState } from 'react';
import { picturesOf } from '../../values/markup.ts';
import { useFileLinks } from './links.tsx';

/** Rich text to read. Cleaned once more in the browser, whoever stored it; the plain text stands there until then. */
export function HtmlView({ html, text }: { html: string; text: string }) {
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [shown, setShown] = useState(false);
  const links = useFileLinks(useMemo(() => picturesOf(html), [html]));
  useEffect(() => {
    if (!box) return;
    let gone = false;
    void import('dompurify').then(({ default: purify }) => {
      if (gone) return;
      const clean = purify.sanitize(html, { ...PURIFY, RETURN_DOM_FRAGMENT: true });
      for (const image of clean.querySelectorAll('img')) {
        const link = links.get(image.dataset.file ?? '');
        if (link) image.src = link.url;
      }
      for (const anchor of clean.querySelectorAll('a')) {
        anchor.target = '_blank';
        anchor.rel = 'noopener noreferrer nofollow';
      }
      box.replaceChildren(clean);
      setShown(true);
    });
    return () => {
      gone = true;
    };
  }, [box, html, links]);
  return (
    <>
      {shown ? null : <span className="f-lines">{text}</span>}
      <div className="f-rich" ref={setBox} />
    </>
  );
}

const PURIFY = {
  ALLOWED_TAGS: [
    ...[
      'p',
      'br',
      'strong',
      'em',
      'u',
      's',
      'code',
      'pre',
      'blockquote',
      'h1',
      'h2',
      'h3',
      'ul',
      'ol',
      'li',
      'hr',
    ],
    ...['a', 'img'],
  ],
  ALLOWED_ATTR: ['href', 'start', 'alt', 'data-file'],
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(https?|mailto|tel):/i,
};
