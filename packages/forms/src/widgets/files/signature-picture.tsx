import type { FileFacts } from '../../contract.ts';
import { useFileLinks } from './links.tsx';
import { useFileT } from './messages.ts';

/** A signature as large as it is read well; on paper's white in dark mode too. */
export function SignaturePicture({ file }: { file: FileFacts | undefined }) {
  const t = useFileT();
  const links = useFileLinks(file ? [file.id] : []);
  const link = file && links.get(file.id);
  return (
    <span className="f-signature">
      {link ? <img src={link.url} alt={t('signature')} /> : <span className="f-help">{t('signature')}</span>}
    </span>
  );
}
