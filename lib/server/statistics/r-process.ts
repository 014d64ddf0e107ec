import 'server-only';
import { type ChildProcess, fork } from 'node:child_process';
import { childFile, rSources } from './r-files';
import { StatisticsProblem } from './statistics-problem';

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
  readonly #ended: Promise<never>;
  #fail: (problem: StatisticsProblem) => void = () => {};
  #problem: StatisticsProblem | null = null;
  #hasSources = false;
  #dataKey: string | null = null;
  #held = new Set<string>();

  constructor(megabytes: number) {
    this.#ended = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    // Whoever waits for an answer meets it; an end while nobody waits is nothing to report.
    this.#ended.catch(() => {});
    this.#child = fork(childFile, [String(megabytes)], {
      // The marker of server code throws without it; a loader or a debugger of the parent is not wanted there.
      execArgv: ['--conditions=react-server'],
      env: { NODE_ENV: process.env.NODE_ENV },
      serialization: 'advanced',
      // The messages of R may quote values of patients.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', ({ kind }: { readonly kind: string }) => {
      if (kind === 'memory') {
        this.end(
          `R was ended because it needed more than ${megabytes} MB of memory. Choose a smaller cohort or fewer analyses.`,
        );
      }
    });
    for (const event of ['error', 'exit'] as const) {
      this.#child.on(event, () => this.end('R ended before it gave an answer. Try again.'));
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasEnded(): boolean {
    return this.#problem !== null;
  }

  /** @param why a sentence for whoever waits for an answer. The first one stands. */
  end(why: string): void {
    this.#problem ??= new StatisticsProblem(why);
    this.#fail(this.#problem);
    this.#child.kill('SIGKILL');
  }

  /** Lets the program end while R only waits. */
  rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }

  /** The text of results.csv. @throws StatisticsProblem, or what the reading of a dataset throws. */
  async run(work: RWork, seconds: number): Promise<string> {
    this.#child.ref();
    this.#child.channel?.ref();
    const limit = setTimeout(
      () =>
        this.end(
          `R was ended after ${seconds} seconds without an answer. Choose a smaller cohort or fewer analyses.`,
        ),
      seconds * 1000,
    );
    try {
      return await Promise.race([this.#ended, this.#work(work)]);
    } catch (error) {
      // A dataset that broke off leaves R with half a file.
      this.end('R was ended because its data could not be read.');
      throw error;
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
  async #send(message: object): Promise<void> {
    const sent = new Promise<void>((resolve) => {
      // Without a channel the end of the child is under way and says why.
      this.#child.send(message, (error) => (error ? undefined : resolve()));
    });
    // Rejects in the reading of a dataset too, which so lets its connection go.
    await Promise.race([this.#ended, sent]);
  }
}
