/** What a person can sign. */
export const decisionMeanings = [
  'branch-chosen',
  'sample-adequate',
  'response-seen',
  'flag-decided',
  'eligibility-overridden',
  'eligibility-declined',
] as const;
export type DecisionMeaning = (typeof decisionMeanings)[number];

/** What a signature says, as it is read to the signer and beneath what he signed. */
export const decisionMeaningNames: Readonly<Record<DecisionMeaning, string>> = {
  'branch-chosen': 'decided this branch of the protocol',
  'sample-adequate': 'judged whether this sample is adequate for ICSI',
  'response-seen': 'saw and signed the response',
  'flag-decided': 'decided what is done about this flag',
  'eligibility-overridden': 'let him enroll although a criterion is not met',
  'eligibility-declined': 'declined to let him enroll against a criterion',
};
