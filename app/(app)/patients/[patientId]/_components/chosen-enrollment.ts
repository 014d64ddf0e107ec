/** `?enrollment=` shows one of his earlier enrollments; null: the one that runs, or the newest. */
export function chosenEnrollment({
  enrollment,
}: Readonly<Record<string, string | string[] | undefined>>): string | null {
  return typeof enrollment === 'string' ? enrollment : null;
}
