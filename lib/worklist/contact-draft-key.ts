/** What every key of a contact draft begins with; the number is the form's own version. */
export const contactDraftPrefix = 'contact:1:';

export function contactDraftKey(enrollmentId: string): string {
  return `${contactDraftPrefix}${enrollmentId}`;
}
