import 'server-only';
import { type ChildProcess, fork } from 'node:child_process';
import { childFile, rSources } from './r-files';
import { StatisticsProblem } from './statistics-problem';

export interface RLimits {
  /** For one plan, with the start of R and the transfer of the data. */
  readonly seconds: number;
  readonly megabytes: number;
  readonly idleSeconds: number;
}

export interface RWork {
  /** The same key means the same data: R keeps what it has read for the next plan. */
  readonly dataKey: string;
  readonly dictionary: string;
  readonly datasets: ReadonlyMap<string, () => AsyncIterable<Uint8Array>>;
  readonly plan: string;
}

/** A process with R in it, used by one work at a time. */
export class RProcess {
  readonly #child: ChildProcess;
  readonly #limits: RLimits;
  readonly #ended: Promise<never>;
  #end: (problem: StatisticsProblem) => void = () => {};
  #hasEnded = false;
  #hasSources = false;
  #dataKey: string | null = null;
  #held = new Set<string>();

  constructor(limits: RLimits) {
    this.#limits = limits;
    this.#ended = new Promise((_resolve, reject) => {
      this.#end = (problem) => {
        this.#hasEnded = true;
        this.#child.kill('SIGKILL');
        reject(problem);
      };
    });
    // Whoever waits for an answer meets it; an end while nobody waits is none to report.
    this.#ended.catch(() => {});
    this.#child = fork(childFile, [String(limits.megabytes)], {
      // The marker of server code throws without it; a debugger or a loader of the parent is not its business.
      execArgv: ['--conditions=react-server'],
      env: { NODE_ENV: process.env.NODE_ENV },
      serialization: 'advanced',
      // Messages of R may quote values of patients.
      stdio: ['ignore', 'ignore', process.env['R_MESSAGES'] ? 'inherit' : 'ignore', 'ipc'],
    });
    this.#child.on('message', (message: { readonly kind: string }) => {
      if (message.kind === 'memory') {
        this.#end(
          new StatisticsProblem(
            `R was ended because it used more than ${limits.megabytes} MB of memory. Choose a smaller cohort or fewer analyses.`,
          ),
        );
      }
    });
    for (const event of ['error', 'exit'] as const) {
      this.#child.on(event, () =>
        this.#end(new StatisticsProblem('R ended before it gave an answer. Try again.')),
      );
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  end(): void {
    this.#end(new StatisticsProblem('R was ended.'));
  }

  /** Lets the program end while R only waits. */
  rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }

  /** The text of results.csv. @throws StatisticsProblem */
  async run(work: RWork): Promise<string> {
    this.#child.ref();
    this.#child.channel?.ref();
    const { seconds } = this.#limits;
    const limit = setTimeout(
      () =>
        this.#end(
          new StatisticsProblem(
            `R was ended after ${seconds} seconds without an answer. Choose a smaller cohort or fewer analyses.`,
          ),
        ),
      seconds * 1000,
    );
    try {
      return await Promise.race([this.#ended, this.#work(work)]);
    } finally {
      clearTimeout(limit);
    }
  }

  async #work({ dataKey, dictionary, datasets, plan }: RWork): Promise<string> {
    if (!this.#hasSources) {
      for (const { path, text } of await rSources()) {
        await this.#write(path, [Buffer.from(text)]);
      }
      this.#hasSources = true;
    }
    if (this.#dataKey !== dataKey) {
      this.#held = new Set();
      this.#dataKey = dataKey;
      await this.#send({ kind: 'forget' });
      await this.#write('dictionary.csv', [Buffer.from(dictionary)]);
    }
    for (const [name, read] of datasets) {
      if (!this.#held.has(name)) {
        await this.#write(`data/${name}.csv`, read());
        this.#held.add(name);
      }
    }
    await this.#write('plan.csv', [Buffer.from(plan)]);
    const answered = new Promise<Uint8Array>((resolve) => {
      const listen = (message: { readonly kind: string; readonly results: Uint8Array }) => {
        if (message.kind === 'results') {
          this.#child.off('message', listen);
          resolve(message.results);
        }
      };
      this.#child.on('message', listen);
    });
    await this.#send({ kind: 'run' });
    return Buffer.from(await answered).toString('utf8');
  }

  async #write(
    path: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<void> {
    for await (const piece of pieces) {
      await this.#send({ kind: 'piece', piece });
    }
    await this.#send({ kind: 'file', path });
  }

  /** Done when the message has been handed on, so that a large file waits for the child to take it. */
  #send(message: object): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#child.send(message, (error) => (error ? reject(error) : resolve()));
    });
  }
}
