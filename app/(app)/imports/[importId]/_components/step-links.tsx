import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import type { ImportView } from '@/lib/server/imports/queries';
import { type ImportStep, isStepDone, stepNames, stepPath, stepsOf } from './import-steps';

/** The way of a file into the records; each step can be looked at again. */
export function StepLinks({ view, current }: { view: ImportView; current: ImportStep }) {
  return (
    <nav aria-label="Steps of the import" className="border-line border-b">
      <ol className="flex flex-wrap gap-x-4">
        {stepsOf(view).map((step, index) => {
          const isDone = isStepDone(view, step);
          const Icon = isDone ? CircleCheck : CircleDashed;
          return (
            <li key={step}>
              <Link
                href={stepPath(view.id, step)}
                aria-current={step === current ? 'step' : undefined}
                className="inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-1 text-muted -outline-offset-2 hover:text-ink aria-[current=step]:border-accent aria-[current=step]:font-medium aria-[current=step]:text-ink"
              >
                <Icon aria-hidden className="size-4" />
                {index + 1}. {stepNames[step]}
                <span className="sr-only">{isDone ? ', done' : ', open'}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
