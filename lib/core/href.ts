/** A path with the parameters that have a value; lists keep their filters in it. */
export function hrefWith(
  path: string,
  parameters: Readonly<Record<string, string | number | null>>,
): string {
  const search = Object.entries(parameters)
    .filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return search === '' ? path : `${path}?${search}`;
}
