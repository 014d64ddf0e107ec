import 'server-only';
import { withSums } from '../export/summed-entries';
import { rSources } from './r-files';
import type { ZipEntry } from './zip-stream';

export interface AnalysisFolder {
  readonly title: string;
  readonly dictionary: string;
  readonly datasets: readonly {
    readonly name: string;
    readonly read: () => AsyncIterable<Uint8Array>;
  }[];
  readonly plan: string;
  readonly results: string;
  /** Definition, cut-off, hash, versions. */
  readonly snapshot: object;
}

/** Every file that somebody needs to compute the tables again, and the sums of them all at the end. */
export function folderEntries(folder: AnalysisFolder): AsyncGenerator<ZipEntry> {
  return withSums(filesOf(folder));
}

async function* filesOf(folder: AnalysisFolder): AsyncGenerator<ZipEntry> {
  yield { path: 'README.txt', pieces: text(readme(folder)) };
  for (const { path, text: source } of await rSources()) {
    yield { path, pieces: text(source) };
  }
  yield { path: 'plan.csv', pieces: text(folder.plan) };
  yield { path: 'dictionary.csv', pieces: text(folder.dictionary) };
  for (const { name, read } of folder.datasets) {
    yield { path: `data/${name}.csv`, pieces: read() };
  }
  yield { path: 'expected-results.csv', pieces: text(folder.results) };
  yield { path: 'snapshot.json', pieces: text(`${JSON.stringify(folder.snapshot, null, 2)}\n`) };
}

const text = (whole: string) => [Buffer.from(whole)];

const readme = ({ title }: AnalysisFolder) => `${title}

This folder holds the data of a frozen cohort and the R programs that compute its tables. Needed: R 4.2 or newer with
the packages that come with it. In this folder:

  Rscript run.R        computes plan.csv over data/ and writes results.csv
  Rscript compare.R    compares results.csv with expected-results.csv, which the program computed

run.R                 reads the plan and the data, and calls the methods in R/
R/frame.R             how a method reads and answers; the other files of R/ hold the methods
plan.csv              each analysis with its method and its arguments
data/*.csv            one row per man (subjects.csv), and per result, sample, event, transfer, requirement, operation
dictionary.csv        what each column is: label, type, unit, levels in their order
expected-results.csv  what R answered to the plan inside the program
snapshot.json         the definition of the cohort, the data cut-off, the hash of the snapshot, the versions
SHA256SUMS            sha256sum -c SHA256SUMS

Missing values are empty fields; flags are 1 and 0.

The rows are about single patients, by study id. They hold no names, birth dates, record numbers or text that somebody
typed (an adverse event that CTCAE has no term for reads "Other"), but columns that say "date" in the dictionary hold
days of the calendar: treat the folder as patient data.
`;
