/** What a person signed: a branch of the protocol, that a sample is adequate, that the response was seen. */
export const decisionMeanings = ['branch-chosen', 'sample-adequate', 'response-seen'] as const;
export type DecisionMeaning = (typeof decisionMeanings)[number];
