'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import type { LabSeries, TimelineView } from '@/lib/timeline/timeline-view';
import { frame, timeScale } from './chart-frame';
import type { MarkText } from './chart-mark';
import { DrugRows, drugRowHeight, drugsOf } from './drug-row';
import { LabRow, labRowHeight } from './lab-row';
import { MarkDetails } from './mark-details';
import { marksInOrder } from './mark-order';
import { MarkRow, markRowHeight } from './mark-row';
import { PlanRows, planRowHeight } from './plan-rows';
import { SemenRow, semenHeight } from './semen-row';
import { SideEffectRows, sideEffectsHeight } from './side-effect-rows';
import { TimeAxis } from './time-axis';
import { useDragZoom } from './use-drag-zoom';
import { useTimelineDomain } from './use-timeline-domain';
import { visiblePart } from './visible-part';

/** Shown first: what the protocols decide and stop on. The rest is one press away. */
const firstAnalytes = ['fsh', 'testosterone_total', 'triglycerides', 'alt', 'hematocrit'];

interface TimelineChartProps {
  readonly view: TimelineView;
  /** Address of a record, with `:id` where its id goes. */
  readonly recordPath: string;
  /** Who recorded what, by record id. */
  readonly recorders: Readonly<Record<string, string>>;
  readonly countsTherapy: boolean;
}

export function TimelineChart({ view, recordPath, recorders, countsTherapy }: TimelineChartProps) {
  const time = useTimelineDomain({ from: view.from, to: view.to }, view.today);
  const [shown, setShown] = useState<MarkText | null>(null);
  const [showsAllLabs, setShowsAllLabs] = useState(false);
  const drag = useDragZoom(time);
  const chart = useRef<SVGSVGElement>(null);
  const hintId = useId();

  const visible = visiblePart(view, time.domain);
  const labs = showsAllLabs ? visible.labs : firstOf(visible.labs);
  const layout = layOut(visible, labs);
  const x = timeScale(time.domain);
  const order = marksInOrder({ ...visible, labs });
  const events = {
    activeId: shown?.id ?? null,
    tabStopId: order.some(({ id }) => id === shown?.id)
      ? (shown?.id ?? null)
      : (order[0]?.id ?? null),
    onShow: setShown,
  };

  function onKeyDown(event: KeyboardEvent) {
    const zoom = { '[': time.zoomOut, ']': time.zoomIn, '0': time.fit }[event.key];
    if (zoom && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      zoom();
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const index = order.findIndex(({ id }) => id === shown?.id);
      const next = order[Math.min(Math.max(index + step, 0), order.length - 1)];
      chart.current
        ?.querySelector<SVGGElement>(`[data-mark="${CSS.escape(next?.id ?? '')}"]`)
        ?.focus();
    }
  }

  return (
    <figure className="m-0">
      <div className="flex flex-wrap items-center gap-2 pb-2 print:hidden">
        <Button size="small" onClick={time.zoomIn}>
          Zoom in
        </Button>
        <Button size="small" onClick={time.zoomOut} unavailable={time.isWhole}>
          Zoom out
        </Button>
        <Button size="small" onClick={time.fit} unavailable={time.isWhole}>
          Fit
        </Button>
        {view.labs.length > firstOf(view.labs).length ? (
          <Button size="small" onClick={() => setShowsAllLabs(!showsAllLabs)}>
            {showsAllLabs ? 'Fewer labs' : `All ${view.labs.length} labs`}
          </Button>
        ) : null}
        <p id={hintId} className="text-muted text-small">
          Arrow keys walk the marks, [ and ] zoom, 0 fits; drag to look closer.
        </p>
      </div>
      <div className="timeline-scroll overflow-x-auto">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing */}
        <svg
          ref={chart}
          viewBox={`0 0 ${frame.width} ${layout.height}`}
          role="group"
          aria-label="Timeline"
          aria-describedby={hintId}
          className="timeline w-full min-w-4xl touch-pan-y"
          onKeyDown={onKeyDown}
          {...drag.events}
        >
          <InjectionTexture />
          <TimeAxis
            x={x}
            domain={time.domain}
            months={view.months}
            today={view.today}
            top={0}
            bottom={layout.bottom}
            countsTherapy={countsTherapy}
          />
          <PlanRows
            lanes={visible.plan}
            x={x}
            domain={time.domain}
            top={layout.plan}
            events={events}
          />
          <DrugRows
            drug={visible.drug}
            x={x}
            domain={time.domain}
            today={view.today}
            top={layout.drug}
            events={events}
          />
          <SemenRow semen={visible.semen} x={x} top={layout.semen} events={events} />
          {labs.map((series, index) => (
            <LabRow
              key={series.analyte}
              series={series}
              x={x}
              top={layout.labs + index * labRowHeight}
              events={events}
            />
          ))}
          <SideEffectRows
            lane={visible.sideEffects}
            x={x}
            today={view.today}
            top={layout.sideEffects}
            events={events}
          />
          <MarkRow
            title="Procedures"
            marks={visible.procedures}
            hasOthers={view.procedures.length > 0}
            shape="diamond"
            isLabelled
            x={x}
            top={layout.procedures}
            events={events}
          />
          <MarkRow
            title="Cycles, births"
            marks={visible.outcomes}
            hasOthers={view.outcomes.length > 0}
            shape="diamond"
            isLabelled
            x={x}
            top={layout.outcomes}
            events={events}
          />
          <MarkRow
            title="Decisions"
            marks={visible.decisions}
            hasOthers={view.decisions.length > 0}
            shape="diamond"
            isLabelled
            x={x}
            top={layout.decisions}
            events={events}
          />
          {drag.selection === null ? null : (
            <rect
              x={drag.selection.from}
              y={0}
              width={drag.selection.width}
              height={layout.bottom}
              className="fill-accent opacity-15"
            />
          )}
        </svg>
      </div>
      <MarkDetails shown={shown} recordPath={recordPath} recorders={recorders} />
    </figure>
  );
}

function InjectionTexture() {
  return (
    <defs>
      <pattern id="injections" width="5" height="8" patternUnits="userSpaceOnUse">
        <rect width="5" height="8" className="fill-accent-soft" />
        <line x1="1" x2="1" y1="0" y2="8" className="stroke-accent" />
      </pattern>
    </defs>
  );
}

function firstOf(labs: readonly LabSeries[]): readonly LabSeries[] {
  const first = labs.filter(({ analyte }) => firstAnalytes.includes(analyte));
  return first.length > 0 ? first : labs.slice(0, firstAnalytes.length);
}

/** Top of each lane, one under the other, with a gap between groups. */
function layOut(view: TimelineView, labs: readonly LabSeries[]) {
  const gap = 16;
  const plan = 24;
  const drug = plan + view.plan.length * planRowHeight + gap;
  const semen = drug + drugsOf(view.drug).length * drugRowHeight + gap + 8;
  const labTop = semen + semenHeight + 4;
  const sideEffects = labTop + labs.length * labRowHeight + 6;
  const procedures = sideEffects + sideEffectsHeight(view.sideEffects);
  const outcomes = procedures + markRowHeight;
  const decisions = outcomes + markRowHeight;
  const bottom = decisions + markRowHeight + 4;
  return {
    plan,
    drug,
    semen,
    labs: labTop,
    sideEffects,
    procedures,
    outcomes,
    decisions,
    bottom,
    height: bottom + 36,
  };
}
