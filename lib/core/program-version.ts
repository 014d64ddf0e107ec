/** Of package.json; stands in what is kept for years, so that a reader knows which program made it. */
export const programVersion = '0.1.0';
