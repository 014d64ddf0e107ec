'use client';

import { type PointerEvent, useState } from 'react';
import { frame } from './chart-frame';
import type { useTimelineDomain } from './use-timeline-domain';

/** Dragging over the axis shows the span that was dragged over; a click alone changes nothing. */
export function useDragZoom(time: ReturnType<typeof useTimelineDomain>) {
  const [span, setSpan] = useState<{ start: number; end: number } | null>(null);

  function position(event: PointerEvent<SVGSVGElement>): number {
    const box = event.currentTarget.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * frame.width;
  }

  function finish() {
    if (span !== null && Math.abs(span.end - span.start) > 12) {
      const toDay = (at: number) =>
        time.domain.from +
        ((at - frame.left) / (frame.right - frame.left)) * (time.domain.to - time.domain.from);
      time.show(toDay(Math.min(span.start, span.end)), toDay(Math.max(span.start, span.end)));
    }
    setSpan(null);
  }

  return {
    selection:
      span === null
        ? null
        : { from: Math.min(span.start, span.end), width: Math.abs(span.end - span.start) },
    events: {
      onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
        if (event.pointerType === 'mouse' && position(event) > frame.left) {
          setSpan({ start: position(event), end: position(event) });
        }
      },
      onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
        if (span !== null) {
          setSpan({ ...span, end: position(event) });
        }
      },
      onPointerUp: finish,
      onPointerLeave: () => setSpan(null),
    },
  };
}
