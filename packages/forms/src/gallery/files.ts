import type { FileLink, FileServices } from '../widgets/services.tsx';

/** A picture that needs no server: a coloured card, or a stroke for a signature. */
const drawn = (id: string): string => {
  const hue = (id.charCodeAt(id.length - 1) * 47) % 360;
  const shape = id.includes('f3')
    ? '<path d="M20 70 C60 10 70 100 110 50 S160 20 220 60" fill="none" stroke="#1f2328" stroke-width="4"/>'
    : `<rect width="240" height="160" fill="hsl(${hue} 45% 62%)"/><circle cx="170" cy="60" r="34" fill="#fff" opacity=".7"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="160" viewBox="0 0 240 160">${shape}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};

/** Uploads that take a moment and go nowhere. */
export function galleryFiles(): FileServices {
  const uploaded = new Map<string, FileLink>();
  let count = 0;
  return {
    async upload(file, { progress, signal }) {
      for (let step = 1; step <= 5; step++) {
        await new Promise((next) => setTimeout(next, 120));
        if (signal.aborted) throw new DOMException('Aborted', 'AbortError');
        progress((file.size * step) / 5, file.size);
      }
      const id = `01900000-0000-7000-8000-00000000${(0xe000 + ++count).toString(16)}`;
      const url = URL.createObjectURL(file);
      uploaded.set(id, { url, download: url, thumb: url, expires: Number.POSITIVE_INFINITY });
      return { id, name: file.name, size: file.size, mime: file.type || 'application/octet-stream' };
    },
    links: (ids) =>
      Promise.resolve(
        new Map(
          ids.map((id) => {
            const url = drawn(id);
            // Those of the example are documents.
            const thumb = id.includes('00f1') ? {} : { thumb: url };
            return [
              id,
              uploaded.get(id) ?? { url, download: url, ...thumb, expires: Number.POSITIVE_INFINITY },
            ];
          }),
        ),
      ),
  };
}
