export const pictureFormats = ['svg', 'png'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

const longest = 80;

/** "S0: isotretinoin", "Flow" → "s0-isotretinoin-flow": letters, digits and hyphens on every system. */
export function pictureFileName(snapshotName: string, picture: string): string {
  const plain = `${snapshotName} ${picture}`
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, longest).replace(/-+$/, '') || 'picture';
}
