import type { Route } from 'next';
import { isUnderWay } from '@/lib/core/job';
import type { ImportView } from '@/lib/server/imports/queries';

export const importSteps = ['file', 'columns', 'questions', 'check', 'record'] as const;
export type ImportStep = (typeof importSteps)[number];

export const stepNames: Readonly<Record<ImportStep, string>> = {
  file: 'File',
  columns: 'Columns',
  questions: 'Questions',
  check: 'Check',
  record: 'Record',
};

/** These are asked with the file; the others are about its columns. */
const layoutKeys = ['encoding', 'delimiter', 'headerRow'];

export function layoutQuestions({ questions }: ImportView) {
  return questions.filter(({ key }) => layoutKeys.includes(key));
}

export function columnQuestions({ questions }: ImportView) {
  return questions.filter(({ key }) => !layoutKeys.includes(key));
}

/** A Bundle says itself what its values are. */
export function stepsOf({ profile }: ImportView): readonly ImportStep[] {
  return profile.format === 'fhir-bundle' ? ['file', 'check', 'record'] : importSteps;
}

export function isStepDone(view: ImportView, step: ImportStep): boolean {
  const { confirmed } = view.settings.answers;
  const areAnswered = (questions: ImportView['questions']) =>
    questions.every(({ key }) => confirmed.includes(key));
  switch (step) {
    case 'file':
      return view.sourceName !== '' && areAnswered(layoutQuestions(view));
    case 'columns':
      return view.problems.length === 0;
    case 'questions':
      return view.problems.length === 0 && areAnswered(columnQuestions(view));
    case 'check':
      return view.status !== 'uploaded';
    case 'record':
      return view.status === 'committed';
  }
}

/** Where somebody who opens the file goes on. What the columns were guessed to be is seen before anything else. */
export function stepToOpen(view: ImportView, asked: unknown): ImportStep {
  const steps = stepsOf(view);
  const chosen = steps.find((step) => step === asked);
  if (chosen !== undefined) {
    return chosen;
  }
  const [newest] = view.jobs;
  if (view.status === 'committed' || newest?.kind === 'import-commit') {
    return 'record';
  }
  if (view.status === 'checked' || (newest !== undefined && isUnderWay(newest.status))) {
    return 'check';
  }
  const open = steps.find((step) => !isStepDone(view, step)) ?? 'check';
  return open === 'questions' || (open === 'check' && steps.includes('columns')) ? 'columns' : open;
}

export function stepPath(importId: string, step: ImportStep): Route {
  return `/imports/${importId}?step=${step}` as Route;
}
