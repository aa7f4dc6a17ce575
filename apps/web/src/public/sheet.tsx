import { Markdown } from '@trellis/forms/public';
import { localText } from '@trellis/metadata';
import type { ReactNode } from 'react';
import type { Opened } from './api.ts';
import { locale } from './texts.ts';

/** A page: picture, title, description and what stands below. */
export function Sheet({ front, children }: { readonly front: Opened; readonly children: ReactNode }) {
  const { title, description, cover, color } = front;
  return (
    <main className="p-page" data-color={color}>
      <div className="p-sheet">
        {cover ? <img className="p-cover" src={cover} alt="" /> : null}
        <header className="p-head">
          <h1>{localText(title, locale)}</h1>
          {description ? (
            <div className="p-about">
              <Markdown text={localText(description, locale)} />
            </div>
          ) : null}
        </header>
        {children}
      </div>
    </main>
  );
}

/** Says one thing: closed, sent, not there. */
export function Message(props: {
  readonly title: string;
  readonly text?: ReactNode;
  readonly good?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className="p-message" role="status" tabIndex={-1} ref={(box) => box?.focus()}>
      {props.good ? (
        <svg className="p-tick" viewBox="0 0 48 48" aria-hidden="true">
          <circle cx="24" cy="24" r="22" />
          <path d="M14 25l7 7 13-15" />
        </svg>
      ) : null}
      <h2>{props.title}</h2>
      {props.text ? <div className="p-about">{props.text}</div> : null}
      {props.children}
    </div>
  );
}
