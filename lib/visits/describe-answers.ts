import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { symptomAnswerLabels, symptomKeys, symptoms } from '@/lib/records/symptoms';

/** One line: what was present, and how many symptoms were asked about without any. */
export function describeAnswers(answers: SymptomAnswers): string {
  const asked = symptomKeys.filter((key) => answers[key] !== undefined);
  const present = asked.filter((key) => answers[key] !== 'none' && answers[key] !== 'no');
  if (present.length === 0) {
    return `none of ${asked.length} symptoms asked about`;
  }
  const named = present.map((key) => {
    const { label, scale } = symptoms[key];
    const answer = answers[key];
    return scale === 'severity' && answer !== undefined
      ? `${label.toLowerCase()} ${symptomAnswerLabels[answer].toLowerCase()}`
      : label.toLowerCase();
  });
  const others = asked.length - present.length;
  return others === 0 ? named.join(', ') : `${named.join(', ')}; none of ${others} others`;
}
