'use client';

import { useState } from 'react';
import type { Domain } from './chart-frame';

const shortest = 14;

/** Zoom: `in` and `out` keep the middle of what is shown, or today at the first step; `fit` shows everything. */
export function useTimelineDomain(whole: Domain, today: number) {
  const [domain, setDomain] = useState<Domain>(whole);
  const isWhole = domain.from === whole.from && domain.to === whole.to;

  function scale(factor: number) {
    const length = Math.max((domain.to - domain.from) * factor, shortest);
    const center = isWhole && factor < 1 ? today : (domain.from + domain.to) / 2;
    show(center - length / 2, center + length / 2);
  }

  function show(from: number, to: number) {
    const length = Math.min(Math.max(to - from, shortest), whole.to - whole.from);
    const start = Math.min(Math.max(from, whole.from), whole.to - length);
    setDomain({ from: Math.round(start), to: Math.round(start + length) });
  }

  return {
    domain,
    isWhole,
    zoomIn: () => scale(0.5),
    zoomOut: () => scale(2),
    fit: () => setDomain(whole),
    show,
  };
}
