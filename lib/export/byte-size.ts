const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** "0 bytes", "812 bytes", "1.4 MB": thousands, as operating systems show the sizes of files. */
export function byteSize(bytes: number): string {
  if (bytes === 1) {
    return '1 byte';
  }
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : 1;
  return `${size.toFixed(digits)} ${units[unit]}`;
}
