import type { PublicFacet } from '../../public/facet.tsx';
import { FileInput } from '../../public/file-input.tsx';
import { say } from '../../public/texts.ts';
import type { FileConfig } from './model.ts';

const ACCEPTED: Readonly<Record<string, string>> = {
  image: 'image/*',
  audio: 'audio/*',
  video: 'video/*',
  document: '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.csv,.md',
  archive: '.zip,.rar,.7z,.gz,.tar',
};

const acceptOf = ({ kinds, extensions }: FileConfig): string | undefined =>
  extensions?.map((one) => `.${one}`).join(',') ?? kinds?.map((kind) => ACCEPTED[kind]).join(',');

export const publicFile: PublicFacet<FileConfig> = {
  type: 'file',
  group: true,
  Input: (props) => {
    const { maxCount, maxSize } = props.config;
    const { locale } = props.place;
    return (
      <>
        <FileInput
          of={props}
          maxCount={maxCount}
          maxSize={maxSize}
          accept={acceptOf(props.config)}
          label={say(locale, 'addFile')}
        />
        <p className="p-help">{say(locale, 'upTo', maxCount, maxSize)}</p>
      </>
    );
  },
};
