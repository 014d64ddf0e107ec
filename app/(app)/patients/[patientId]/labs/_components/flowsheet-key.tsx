import type { CtcaeVersion } from '@/lib/ctcae/term';
import type { LabFlowsheet } from '@/lib/timeline/lab-flowsheet';

type Props = { sheet: LabFlowsheet; version: CtcaeVersion };

/** How to read the signs, and why some results have no grade: also for print and for touch. */
export function FlowsheetKey({ sheet: { reportCount, firstDoseOn, notGradable }, version }: Props) {
  return (
    <div className="grid gap-x-8 gap-y-2 text-dense text-muted lg:grid-cols-2 print:grid-cols-2 print:text-small">
      <div>
        <p>
          {reportCount} {reportCount === 1 ? 'report' : 'reports'}, newest first. ↑ high and ↓ low
          are by the range of the laboratory. B marks the baseline of an analyte. What is blank was
          not measured.
        </p>
        <p>
          {firstDoseOn === null
            ? 'There is no first dose yet, so nothing is a baseline.'
            : `The line stands where the first dose was, ${firstDoseOn}.`}
        </p>
        <p>
          G1 to G4: grade of CTCAE v{version} in the reported unit. It suggests an adverse event; a
          person confirms it. G?: not gradable.
        </p>
      </div>
      {notGradable.length === 0 ? null : (
        <div>
          <h2 className="font-semibold">Not gradable here</h2>
          <ul>
            {notGradable.map(({ term, reason, results }) => (
              <li key={`${term} ${reason}`}>
                {term}: {reason} ({results} {results === 1 ? 'result' : 'results'})
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
