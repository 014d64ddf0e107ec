import { beforeAll, describe, expect, test } from 'vitest';
import { sitesWhere } from '@/lib/auth/can';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { readOutcomeSearch } from '@/lib/outcomes/outcome-search';
import type { FlowNode } from '@/lib/outcomes/participant-flow';
import { getOutcomes, type OutcomesView } from '@/lib/server/outcomes/queries';
import { importScreening } from '@/lib/server/screening/import-screening';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';

const { owner } = await openTestDatabase();

type Entry = ImportedCourseInput['records'][number];

const noSperm: Entry = {
  kind: 'semen-analysis',
  on: '2026-07-10',
  content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
};

const microTese: Entry = {
  kind: 'procedure',
  on: '2026-07-20',
  content: {
    kind: 'micro-tese',
    side: 'both',
    spermFound: 'yes',
    sufficientForAllEggs: 'yes',
    cryopreserved: 'yes',
  },
};

const cycle: Entry = {
  kind: 'icsi-cycle',
  on: '2026-07-20',
  content: {
    spermSource: 'testicular-fresh',
    eggsRetrieved: 9,
    embryos: 3,
    euploid: 2,
    transfers: [{ on: '2026-08-20', embryos: 1, origin: 'fresh', outcome: 'ongoing' }],
  },
};

const stop: Entry = {
  kind: 'stop',
  on: '2026-03-01',
  content: { drug: null, reason: 'adverse-event' },
};

const anxiety: Entry = {
  kind: 'adverse-event',
  on: '2026-02-20',
  content: { term: 'anxiety', grades: [{ from: '2026-02-20', grade: 2 }] },
};

let clinic: Clinic;
let elsewhere: Clinic;

beforeAll(async () => {
  setToday('2026-11-22');
  clinic = await openClinic(owner, 'OUT');
  elsewhere = await openClinic(owner, 'OTHER');
  await importMan(elsewhere);
  await importMan(clinic, {
    cohortTag: 'pilot',
    simulated: true,
    records: [firstDose, noSperm, microTese, cycle],
    ended: { on: '2026-10-20', status: 'completed', reason: '' },
  });
  await importMan(clinic, {
    cohortTag: 'pilot',
    records: [firstDose, anxiety, stop],
    ended: {
      on: '2026-03-01',
      status: 'withdrawn',
      reason: 'Anxiety',
      category: 'adverse-event',
      adverseEvent: 1,
    },
  });
  await importMan(clinic);
  const count = { protocol: 'isotretinoin-noa', from: '2026-01-01', to: '2026-01-31', men: 4 };
  await importScreening(clinic.nurse, {
    siteId: clinic.site.id,
    entries: [
      { ...count, category: 'declined', cohortTag: 'pilot', simulated: true },
      { ...count, category: 'donor-sperm', cohortTag: null, simulated: false },
    ],
  });
});

const ask = (search: Record<string, string> = {}) =>
  getOutcomes(
    clinic.coordinator,
    sitesWhere(clinic.coordinator, 'patient:read'),
    readOutcomeSearch(search),
  );

function linesOf(node: FlowNode, depth = 0): string[] {
  return [
    `${' '.repeat(depth)}${node.label} ${node.count}`,
    ...node.parts.flatMap((part) => linesOf(part, depth + 1)),
  ];
}

function share({ summary }: OutcomesView, label: string, denominator: string): string[] {
  const line = summary.sections
    .flatMap(({ lines }) => lines)
    .find((one) => one.label === label && one.denominator === denominator);
  return (line?.shares ?? []).map(({ count, of }) => `${count}/${of}`);
}

describe('outcomes of a protocol at a site', () => {
  test('follow everybody from the screening log to the analysis', async () => {
    expect(linesOf((await ask()).flow)).toEqual([
      'Screened 11',
      ' Never enrolled 8',
      '  Chose donor sperm 4',
      '  Declined 4',
      ' Enrolled 3',
      '  Isotretinoin 3',
      '   First dose 3',
      '    Ended early 1',
      '     Withdrawn, adverse event: Anxiety 1',
      '    Still on the protocol 1',
      '    Completed 1',
      '     Analyzed as completers 1',
    ]);
  });

  test('are counted for a cohort alone, its screening with it', async () => {
    const view = await ask({ cohort: 'pilot' });
    expect(view).toMatchObject({ enrollments: 2, simulated: 1, flow: { count: 6 } });
    expect((await ask()).cohorts).toEqual([{ cohort: 'pilot', enrollments: 2 }]);
  });

  test('come out of the records: partial response, retrieval, cycle and pregnancy', async () => {
    const view = await ask({ cohort: 'pilot' });
    expect(share(view, 'Partial response', 'enrolled or completed')).toEqual(['1/2', '1/1']);
    expect(share(view, 'Sperm enough for every egg', 'men operated')).toEqual(['1/1', '1/1']);
    expect(share(view, 'Clinical pregnancy', 'men with an ICSI cycle')).toEqual(['1/1', '1/1']);
    expect(view.summary.cycles.at(-1)).toMatchObject({
      menWithCycle: 1,
      totals: { cycles: 1, eggs: 9, euploid: 2, transfers: 1, clinical: 1, liveBirths: 0 },
    });
  });

  test('hold nobody of another site', async () => {
    const view = await ask({ site: elsewhere.site.id });
    expect(view).toMatchObject({ enrollments: 0, flow: { count: 0 } });
  });
});
