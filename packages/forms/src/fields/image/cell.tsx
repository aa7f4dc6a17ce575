import type { FileFacts } from '../../contract.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import { ImageTiles } from '../../widgets/files/image-tiles.tsx';
import { ThumbLine } from '../../widgets/files/thumb-line.tsx';
import type { ImageConfig } from './model.ts';

export function ImageCell({ value, look }: CellProps<ImageConfig>) {
  const files = value as readonly FileFacts[];
  return look === 'page' ? <ImageTiles files={files} /> : <ThumbLine files={files} />;
}
