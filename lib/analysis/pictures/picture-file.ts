export const pictureFormats = ['svg', 'png'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

const longestPart = 40;

/** "S0: isotretinoin", "As loaded", "flow" → "s0-isotretinoin-as-loaded-flow", which every system takes. */
export function pictureFileName(
  parts: readonly [cohort: string, snapshot: string, picture: string],
): string {
  return parts
    .map((part) =>
      plain(part)
        .slice(0, longestPart)
        .replace(/^-+|-+$/g, ''),
    )
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
