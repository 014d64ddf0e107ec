import type { TimelineView } from '@/lib/timeline/timeline-view';
import { TimelineChart } from './timeline-chart';
import { TimelineTable } from './timeline-table';

interface TimelineProps {
  readonly view: TimelineView;
  readonly recordPath: string;
  readonly recorders: Readonly<Record<string, string>>;
  readonly countsTherapy: boolean;
}

/** Chart and table from one view; printing takes the chart alone, on one landscape page. */
export function Timeline({ view, recordPath, recorders, countsTherapy }: TimelineProps) {
  return (
    <section aria-label="Timeline" className="timeline-page">
      <TimelineChart
        view={view}
        recordPath={recordPath}
        recorders={recorders}
        countsTherapy={countsTherapy}
      />
      <details className="pt-4 print:hidden">
        <summary className="cursor-pointer text-accent">
          The same as a table: {view.rows.length} rows
        </summary>
        <TimelineTable rows={view.rows} />
      </details>
    </section>
  );
}
