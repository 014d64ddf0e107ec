/** Between the results on treatment and the baseline before it. */
export const firstDoseLine = 'border-l-2 border-l-accent';
