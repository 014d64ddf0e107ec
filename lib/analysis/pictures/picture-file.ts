export const pictureFormats = ['svg', 'png'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

const longestName = 60;

/** "S0: isotretinoin", "flow" → "s0-isotretinoin-flow": letters, digits and hyphens on every system. */
export function pictureFileName(snapshotName: string, picture: string): string {
  return [plain(snapshotName).slice(0, longestName), plain(picture)]
    .map((part) => part.replace(/^-+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}
