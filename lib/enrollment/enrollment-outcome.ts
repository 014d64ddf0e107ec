/** How an enrollment ends; until then it is active. */
export const enrollmentOutcomes = ['completed', 'withdrawn', 'transferred'] as const;
export type EnrollmentOutcome = (typeof enrollmentOutcomes)[number];
