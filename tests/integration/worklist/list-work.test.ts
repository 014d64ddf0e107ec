import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import {
  addDays,
  addMonths,
  type CivilDate,
  type Day,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { daysPastTimeToAct, flagQueueOf, flagQueues, isEscalated } from '@/lib/safety/time-to-act';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { siteToday } from '@/lib/server/clock';
import { closeDatabase } from '@/lib/server/db/client';
import { listWork } from '@/lib/server/worklist/queries';
import {
  type WorklistGroup,
  type WorklistSection,
  worklistGroups,
  worklistHorizonDays,
  worklistPageSize,
} from '@/lib/worklist/worklist';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { addSite, addUser, loadActor, type TestSite } from '@/tests/support/accounts';
import { aRecord, compiled, planFacts } from '@/tests/support/builders/plan-facts';
import { openTestDatabase } from '@/tests/support/database';
import {
  addPlannedEnrollment,
  addProtocol,
  type PlannedEnrollment,
} from '@/tests/support/planned-enrollments';

const database = await openTestDatabase();
afterAll(closeDatabase);

// Always on different dates: 25 hours apart.
const zones = { EAST: 'Pacific/Kiritimati', WEST: 'Pacific/Pago_Pago' } as const;
const everything = readWorklistSearch({});

type Listed = PlannedEnrollment & { readonly today: CivilDate; readonly code: string };

let staff: Actor;
let coordinator: Actor;
let stranger: Actor;
const listed: Listed[] = [];

/** Enrollments that began up to eleven months ago, some with a few of their visits made. */
async function fillSite(site: TestSite, timeZone: string): Promise<void> {
  const today = siteToday(timeZone);
  for (const { code, arms } of protocolLibrary) {
    const rows = await addProtocol(database.owner, site, compiled(code));
    const arm = arms[0]?.key ?? '';
    for (let number = 0; number < 20; number += 1) {
      const start = addDays(toDay(today), -17 * number + 4);
      const facts = planFacts({
        arm,
        enrolled: toCivilDate(addDays(start, -10)),
        firstDoseOn: number % 7 === 6 ? null : start,
        lastDoseOn: number % 5 === 4 ? addMonths(start, 4) : null,
        previousRetrievalOn: addMonths(start, -7),
        surgeryOn: number % 3 === 0 ? addMonths(start, 3) : null,
        records: [1, 2, 3]
          .filter((month) => (number + month) % 3 !== 0)
          .map((month) =>
            aRecord('symptom-check', toCivilDate(addMonths(start, month)), [], {
              id: `symptom-check ${number}-${month}`,
            }),
          ),
        // Agreed for next week although its window may open later, or not for a long time.
        reschedules:
          number % 4 === 1
            ? [
                {
                  occurrenceKey: 'semen#2',
                  plannedOn: addDays(toDay(today), 5),
                  reason: 'He travels',
                },
              ]
            : [],
        closures: [
          { occurrenceKey: 'week-4-labs#1', closedOn: addDays(start, 40), reason: 'Lab was shut' },
        ],
      });
      const enrollment = await addPlannedEnrollment(database.owner, site, rows, facts, {
        givenName: 'Zebulon',
        familyName: `Quagmire${number}`,
      });
      listed.push({ ...enrollment, today, code });
    }
  }
}

beforeAll(async () => {
  const east = await addSite(database.owner, 'EAST', zones.EAST);
  const west = await addSite(database.owner, 'WEST', zones.WEST);
  const other = await addSite(database.owner, 'OTHER');
  const { owner } = database;
  staff = await loadActor(owner, await addUser(owner, 'staff', [east, west]));
  coordinator = await loadActor(owner, await addUser(owner, 'coordinator', [east, west]));
  stranger = await loadActor(owner, await addUser(owner, 'staff', [other]));
  await fillSite(east, zones.EAST);
  await fillSite(west, zones.WEST);
});

const list = (actor: Actor, search = everything) =>
  listWork(actor, sitesWhere(actor, 'patient:read'), search);

/** By TypeScript alone: the group of an occurrence on a day, or none. */
function groupOf(occurrence: Occurrence, today: Day): WorklistGroup | null {
  const state = occurrenceState(occurrence, today);
  if (state === 'upcoming') {
    const { planned } = occurrence;
    return planned !== null && planned <= today + worklistHorizonDays ? 'upcoming' : null;
  }
  const isAsked = state === 'missed' && occurrence.closedOn === null;
  if (state !== 'due' && state !== 'overdue' && !isAsked) {
    return null;
  }
  return occurrence.kind === 'decision' ? 'decision' : state;
}

function expectedItems(group: WorklistGroup): string[] {
  return listed.flatMap(({ enrollmentId, occurrences, today }) =>
    occurrences
      .filter((occurrence) => groupOf(occurrence, toDay(today)) === group)
      .map(({ key }) => `${enrollmentId} ${key}`),
  );
}

async function readAllPages(group: WorklistGroup): Promise<readonly WorklistSection[]> {
  const sections: WorklistSection[] = [];
  for (let page = 1; page <= (sections[0]?.pages ?? 1); page += 1) {
    const all = await list(staff, readWorklistSearch({ group, page: String(page) }));
    sections.push(...all.filter((section) => section.group === group));
  }
  return sections;
}

describe('the working list', () => {
  test.each(worklistGroups)(
    'shows in "%s" exactly what the engine says, for each site on its own date',
    async (group) => {
      const rows = (await readAllPages(group)).flatMap((section) => section.rows);
      const items = rows.flatMap(({ enrollmentId, items: own }) =>
        own.map(({ id }) => `${enrollmentId} ${id}`),
      );
      expect(items.sort()).toEqual(expectedItems(group).sort());
    },
  );

  test('has something in each group that the schedule fills', () => {
    const filled = worklistGroups.filter((group) => expectedItems(group).length > 0);
    expect(filled).toEqual(['decision', 'overdue', 'due', 'missed', 'upcoming']);
  });

  test('counts in each header the patients below it, each of them once', async () => {
    for (const group of worklistGroups) {
      const sections = await readAllPages(group);
      const patients = sections.flatMap(({ rows }) => rows.map((row) => row.patientId));
      expect(new Set(patients).size).toBe(patients.length);
      expect(sections.map(({ total }) => total)).toEqual(sections.map(() => patients.length));
    }
  });

  test('never shows more than a page of a group, and says how many there are', async () => {
    const sections = await list(staff);
    expect(Math.max(...sections.map(({ total }) => total))).toBeGreaterThan(worklistPageSize);
    for (const { rows, total } of sections) {
      expect(rows.length).toBe(Math.min(total, worklistPageSize));
    }
  });

  test('keeps the total on a page behind the last one', async () => {
    const sections = await list(staff, readWorklistSearch({ group: 'due', page: '999' }));
    const due = sections.find(({ group }) => group === 'due');
    expect(due).toMatchObject({ rows: [], page: 999 });
    expect(due?.total).toBeGreaterThan(0);
  });

  test('narrows to a protocol, a kind of requirement and a site', async () => {
    const [site] = staff.memberships;
    const search = readWorklistSearch({
      protocol: 'isotretinoin-noa',
      kind: 'semen-analysis',
      site: site?.siteId,
    });
    const rows = (await list(staff, search)).flatMap((section) => section.rows);
    expect(rows.length).toBeGreaterThan(0);
    const kept = new Set(rows.map(({ treatment, siteCode }) => `${siteCode} ${treatment}`));
    expect([...kept]).toEqual([`${site?.siteCode} Isotretinoin`]);
    expect(rows.flatMap(({ items }) => items).every(({ id }) => /semen/.test(id))).toBe(true);
  });

  test('gives names to whoever may read them, and study ids to everybody', async () => {
    const named = (await list(staff)).flatMap((section) => section.rows);
    const unnamed = (await list(coordinator)).flatMap((section) => section.rows);
    expect(named.every(({ name }) => name?.startsWith('Quagmire'))).toBe(true);
    expect(unnamed.length).toBe(named.length);
    expect(JSON.stringify(unnamed)).not.toMatch(/Quagmire|Zebulon/);
    expect(unnamed.every(({ studyId, mayRecord }) => studyId !== '' && !mayRecord)).toBe(true);
  });

  test('shows nothing of sites that are not the reader’s, whatever is asked for', async () => {
    const elsewhere = await listWork(stranger, staff.memberships, everything);
    expect(elsewhere.map(({ total }) => total)).toEqual(worklistGroups.map(() => 0));
  });
});

describe('flags and decisions', () => {
  const severities = ['red', 'amber'] as const;
  const actors = ['staff', 'physician'] as const;
  /** Days from the site's today to the last day for acting. */
  const deadlines = [null, -9, -1, 0, 1];
  const cases = severities.flatMap((severity) =>
    actors.flatMap((whoActs) => deadlines.map((days) => ({ severity, whoActs, days }))),
  );

  test('an open flag stands where, and waits as long as, the rule in TypeScript says', async () => {
    const expected: string[] = [];
    for (const [index, { severity, whoActs, days }] of cases.entries()) {
      // From both ends of the list, so that both sites have some.
      const man = index % 2 === 0 ? listed[index] : listed.at(-index);
      const { enrollmentId, today } = man ?? expect.unreachable();
      const actBy = days === null ? null : toCivilDate(addDays(toDay(today), days));
      await database.owner.query(
        `INSERT INTO flag (site_id, patient_id, enrollment_id, rule_id, rule_version, title, topic,
           severity, evidence_key, evidence, message, source, raised_on, act_by, who_acts)
         SELECT site_id, patient_id, id, 'SAF-ISO-TRIGLYCERIDES', '1', 'Triglycerides', 'lipids', $2,
           'SAF-ISO-TRIGLYCERIDES', '[]', 'Triglycerides 512 mg/dL', 'S0', '2026-01-02', $3, $4
         FROM enrollment WHERE id = $1`,
        [enrollmentId, severity, actBy, whoActs],
      );
      const flag = { severity, whoActs, actBy };
      expected.push(
        [
          flagQueueOf(flag, today),
          enrollmentId,
          daysPastTimeToAct(flag, today),
          isEscalated(flag, today),
        ].join(' '),
      );
    }
    const found = (await list(staff)).flatMap(({ group, rows }) =>
      rows.flatMap(({ enrollmentId, items }) =>
        items
          .filter(({ source }) => source === 'flag')
          .map((item) => [group, enrollmentId, item.daysPastTimeToAct, item.isEscalated].join(' ')),
      ),
    );
    expect(found.sort()).toEqual(expected.sort());
    expect(new Set(expected.map((line) => line.split(' ')[0]))).toEqual(new Set(flagQueues));
  });

  test('a flag past its time to act comes before everything else of its group', async () => {
    for (const { rows } of await list(staff)) {
      const past = rows.map(({ items }) => (items[0]?.daysPastTimeToAct ?? 0) > 0);
      expect(past).toEqual(past.toSorted((a, b) => Number(b) - Number(a)));
    }
  });

  test('a settled response asks to be seen until a physician has confirmed that status', async () => {
    const [, , third] = listed;
    const confirmations = async () =>
      (await list(staff)).flatMap(({ rows }) =>
        rows.flatMap(({ enrollmentId, items }) =>
          items
            .filter(({ source }) => source === 'response')
            .map(({ title }) => [enrollmentId, title]),
        ),
      );
    await database.owner.query(
      `UPDATE enrollment SET best_response = 'complete', response_on = '2026-02-01' WHERE id = $1`,
      [third?.enrollmentId],
    );
    expect(await confirmations()).toEqual([[third?.enrollmentId, 'Sign: Complete response']]);
    await database.owner.query(
      `INSERT INTO decision (site_id, patient_id, enrollment_id, key, inputs, rule_id, rule_version,
         computed, chosen, decided_on, effective_on, decided_by, decided_by_role, meaning, content_hash)
       SELECT site_id, patient_id, id, 'response', '[]', 'RSP-ISO', '1', 'complete', 'complete',
         '2026-02-02', '2026-02-02', $2, 'physician', 'response-seen', 'hash'
       FROM enrollment WHERE id = $1`,
      [third?.enrollmentId, staff.userId],
    );
    expect(await confirmations()).toEqual([]);
  });
});
