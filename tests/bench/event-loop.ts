// How long the event loop of this process, which stands for the web process, leaves others waiting.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Figure, milliseconds, reported } from './figure';

/** As long as a request may wait for the event loop. */
const delayTarget = 50;

export function delays(when: string, { delayMs, heldMs }: Observed<unknown>): Figure[] {
  return [
    {
      name: `Longest wait for the event loop ${when}`,
      measured: milliseconds(delayMs),
      target: `≤ ${milliseconds(delayTarget)}`,
      isMet: delayMs <= delayTarget,
    },
    reported('Processor time of its longest turn', milliseconds(heldMs)),
  ];
}

interface Observed<Result> {
  readonly result: Result;
  readonly ms: number;
  readonly delayMs: number;
  /** Processor time of the longest piece of work between two turns of the event loop, collecting garbage included. */
  readonly heldMs: number;
}

/** On a machine that others use, too, the loop also waits for the processor: the processor time tells the two apart. */
export async function observed<Result>(work: () => Promise<Result>): Promise<Observed<Result>> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  let last = process.cpuUsage();
  let heldMs = 0;
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(last);
    heldMs = Math.max(heldMs, (user + system) / 1000);
    last = process.cpuUsage();
  }, 1);
  delays.enable();
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  delays.disable();
  clearInterval(timer);
  return { result, ms, delayMs: delays.max / 1e6, heldMs };
}
