import type { FileFacts } from '../../contract.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import { SignaturePicture } from '../../widgets/files/signature-picture.tsx';
import { ThumbLine } from '../../widgets/files/thumb-line.tsx';
import type { SignatureConfig } from './model.ts';

export function SignatureCell({ value, look }: CellProps<SignatureConfig>) {
  const files = value as readonly FileFacts[];
  return look === 'page' ? <SignaturePicture file={files[0]} /> : <ThumbLine files={files} />;
}
