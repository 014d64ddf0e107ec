import type { doseRoutes, doseUnits, holdReasons, stopReasons } from './therapy';

export const doseUnitLabels: Readonly<Record<(typeof doseUnits)[number], string>> = {
  mg: 'mg',
  '[IU]': 'IU',
};

export const doseRouteLabels: Readonly<Record<(typeof doseRoutes)[number], string>> = {
  oral: 'By mouth',
  intramuscular: 'Into the muscle',
  subcutaneous: 'Under the skin',
};

export const holdReasonLabels: Readonly<Record<(typeof holdReasons)[number], string>> = {
  'adverse-event': 'Adverse event',
  'laboratory-result': 'Laboratory result',
  'red-flag': 'Red flag',
  supply: 'No supply',
  'patient-choice': 'Patient’s choice',
  other: 'Other',
};

export const stopReasonLabels: Readonly<Record<(typeof stopReasons)[number], string>> = {
  completed: 'Completed as planned',
  response: 'Response reached',
  'adverse-event': 'Adverse event',
  'patient-choice': 'Patient’s choice',
  'physician-decision': 'Physician’s decision',
  'lost-to-follow-up': 'Lost to follow-up',
  other: 'Other',
};
