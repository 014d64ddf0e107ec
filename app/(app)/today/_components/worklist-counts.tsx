import { type WorklistSection, worklistGroupNames } from '@/lib/worklist/worklist';

/** How many patients stand in each group below, and the way there. */
export function WorklistCounts({ sections }: { sections: readonly WorklistSection[] }) {
  return (
    <nav aria-label="Groups" className="flex flex-wrap gap-x-6 gap-y-1 pb-4 print:hidden">
      {sections.map(({ group, total }) => (
        <a key={group} href={`#${group}`} className="underline-offset-2 hover:underline">
          <span className="font-semibold tabular-nums">{total}</span>{' '}
          <span className="text-muted">{worklistGroupNames[group]}</span>
        </a>
      ))}
    </nav>
  );
}
