import { addDays } from '@/lib/dates/civil-date';
import { numberValue } from '@/lib/protocols/compile-protocol';
import type { EligibilityLeaf } from '@/lib/protocols/eligibility-schema';
import { classifySample, showsSperm } from '@/lib/records/classify-sample';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { newestFirst } from '@/lib/records/collection-order';
import { type Judgment, judgment, type KnownFacts, listDates } from './judgment';

type Sample = RecordOf<'semen-analysis'>;
type Leaf<Kind extends EligibilityLeaf['kind']> = Extract<EligibilityLeaf, { kind: Kind }>;
type LookBack = Leaf<'sperm-in-semen'>['lookBackDays'];

/** Two samples of one day are one analysis: S0 and S1 ask for separate ones. */
export function judgeNegativePellets(
  { atLeast, lookBackDays, centrifuged }: Leaf<'negative-pellets'>,
  facts: KnownFacts,
): Judgment {
  const wanted = numberValue(atLeast, facts.settings);
  const negative = samplesWithin(facts, lookBackDays).filter(
    ({ content }) => classifySample(content).result === 'no-sperm',
  );
  const standards = negative.map((sample) => meetsStandard(sample, centrifuged, facts));
  const proven = onSeparateDays(negative.filter((_, index) => standards[index] === true));
  const possible = onSeparateDays(negative.filter((_, index) => standards[index] !== false));
  const method = centrifuged
    ? ` centrifuged at ${numberValue(centrifuged.gForce, facts.settings)} g for ${numberValue(centrifuged.minutes, facts.settings)} minutes`
    : '';
  const says = `${proven.length} of ${wanted} samples without sperm in the pellet${method}${datesOf(proven)}`;
  if (proven.length >= wanted) {
    return judgment('yes', says, proven);
  }
  return possible.length >= wanted
    ? judgment(
        'unknown',
        `${says}; the preparation of others is not stated${datesOf(possible)}`,
        possible,
      )
    : judgment('no', says, possible);
}

export function judgeNewestSemen(
  { lookBackDays }: Leaf<'newest-semen-negative'>,
  facts: KnownFacts,
): Judgment {
  const newest = samplesWithin(facts, lookBackDays).find(
    ({ content }) => classifySample(content).result !== 'not-evaluable',
  );
  if (!newest) {
    return judgment('unknown', 'No evaluable semen analysis in the look-back');
  }
  const isNegative = classifySample(newest.content).result === 'no-sperm';
  const says = `Newest semen analysis ${isNegative ? 'without' : 'with'} sperm${datesOf([newest])}`;
  return judgment(isNegative ? 'yes' : 'no', says, [newest]);
}

/** No sample with sperm proves nothing about the samples that were never recorded. */
export function judgeSpermInSemen(
  { lookBackDays }: Leaf<'sperm-in-semen'>,
  facts: KnownFacts,
): Judgment {
  const samples = samplesWithin(facts, lookBackDays);
  const withSperm = samples.filter(({ content }) => showsSperm(content));
  if (withSperm.length > 0) {
    return judgment('yes', `Sperm in the ejaculate${datesOf(withSperm)}`, withSperm);
  }
  return samples.length > 0
    ? judgment('no', `No recorded sample shows sperm${datesOf(samples)}`, samples)
    : judgment('unknown', withoutSample(facts, lookBackDays));
}

/** Older samples are there all the same: a man who comes back has them. */
function withoutSample(facts: KnownFacts, lookBackDays: LookBack): string {
  const [newest] = samplesWithin(facts, undefined);
  return newest === undefined || lookBackDays === undefined
    ? 'No semen analysis is recorded'
    : `No semen analysis in the ${numberValue(lookBackDays, facts.settings)} days before; the newest is older${datesOf([newest])}`;
}

/** Newest first. */
function samplesWithin({ on, records, settings }: KnownFacts, lookBackDays: LookBack): Sample[] {
  const from =
    lookBackDays === undefined ? null : addDays(on, -numberValue(lookBackDays, settings));
  return newestFirst(
    recordsOf(records, 'semen-analysis').filter((sample) => from === null || sample.on >= from),
  );
}

/** Null where the report does not state how the pellet was made. */
function meetsStandard(
  { content: { pellet } }: Sample,
  centrifuged: Leaf<'negative-pellets'>['centrifuged'],
  { settings }: KnownFacts,
): boolean | null {
  if (centrifuged === undefined) {
    return true;
  }
  const isShort = (stated: number | null, least: typeof centrifuged.gForce) =>
    stated !== null && stated < numberValue(least, settings);
  if (isShort(pellet.gForce, centrifuged.gForce) || isShort(pellet.minutes, centrifuged.minutes)) {
    return false;
  }
  return pellet.gForce === null || pellet.minutes === null ? null : true;
}

function onSeparateDays(samples: readonly Sample[]): Sample[] {
  return samples.filter(({ on }, index) => samples.findIndex((other) => other.on === on) === index);
}

function datesOf(samples: readonly Sample[]): string {
  return samples.length === 0 ? '' : ` (${listDates(samples)})`;
}
