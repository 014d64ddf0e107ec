/** What the sign-in form learns about a refusal: whether the password was compared, and how long to wait. */
export type SignInRefusal = { readonly status: 'refused' | 'locked'; readonly waitSeconds: number };

/** next-auth hands the form a single text; this is its form, `locked:40`. */
export function encodeRefusal({ status, waitSeconds }: SignInRefusal): string {
  return `${status}:${waitSeconds}`;
}

/** Null for anything else that next-auth reports: a configuration error or no answer. */
export function parseRefusal(text: string): SignInRefusal | null {
  const match = /^(refused|locked):(\d{1,6})$/.exec(text);
  if (match === null) {
    return null;
  }
  return { status: match[1] === 'locked' ? 'locked' : 'refused', waitSeconds: Number(match[2]) };
}

/** "40 s", "2 min 40 s": how a person reads a countdown. */
export function describeWait(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : ''];
  return parts.filter((part) => part !== '').join(' ');
}
