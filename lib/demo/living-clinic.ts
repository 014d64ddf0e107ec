import type { Day } from '@/lib/dates/civil-date';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { type DemoPatient, type DemoSite, demoSites } from './demo-patient';
import { recordsOf } from './demo-records';
import { inventedIdentity } from './identity';
import { gonadotropinScenarios } from './living-gonadotropins';
import { isotretinoinScenarios } from './living-isotretinoin';
import { salvageScenarios } from './living-salvage';
import { seededRandom } from './random';

/** Three men in five are at the first site. */
const siteOfSeat: readonly DemoSite[] = ['pacific', 'pacific', 'harbor', 'pacific', 'harbor'];

/**
 * A clinic at work: about 60 men at two sites, each in another situation on this very day. Everything
 * about them is invented. @param todayAt the date at a site, which differs between time zones.
 */
export function livingClinic(todayAt: (site: DemoSite) => Day): DemoPatient[] {
  const scenarios = [...isotretinoinScenarios, ...gonadotropinScenarios, ...salvageScenarios];
  const taken = { pacific: 0, harbor: 0, literature: 0 };
  return scenarios.map((scenario, index) => {
    const site = siteOfSeat[index % siteOfSeat.length] ?? 'pacific';
    taken[site] += 1;
    const studyId = `${demoSites[site].code}-${String(taken[site]).padStart(3, '0')}`;
    const random = seededRandom(studyId);
    const course = scenario({
      today: todayAt(site),
      make: recordsOf(random, 3000, 30),
      random,
    });
    const isInIcsi = course.records.some(({ kind }) => kind === 'icsi-cycle');
    return {
      studyId,
      site,
      identity: inventedIdentity(index, random.between(28, 46), course.enrolledOn, random),
      profile: defaultProfile,
      consentOn: course.enrolledOn,
      ended: null,
      cohortTag: 'living',
      adjustments: [],
      ...(isInIcsi
        ? { partner: { consentOn: course.enrolledOn, birthYear: 1988 + (index % 9) } }
        : {}),
      ...course,
    };
  });
}
