/** An instant in UTC and on the clock of a site: "2026-05-12 14:03 UTC, 10:03 at the site on 2026-05-12". */
export function instantText(instant: Date, timeZone: string): string {
  const utc = wallClock(instant, 'UTC');
  const site = wallClock(instant, timeZone);
  const siteTime = site.day === utc.day ? site.time : `${site.day} ${site.time}`;
  return `${utc.day} ${utc.time} UTC (${siteTime} at the site)`;
}

// sv-SE writes an instant as ISO 8601 does, with a space between date and time.
function wallClock(
  instant: Date,
  timeZone: string,
): { readonly day: string; readonly time: string } {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant);
  return { day: text.slice(0, 10), time: text.slice(11) };
}
