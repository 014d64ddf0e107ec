import { addDays, addMonths, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { DemoIdentity } from './demo-patient';
import type { Random } from './random';

/** A man of the literature has no name, and the one he gets says so. */
export function simulatedIdentity(
  studyId: string,
  age: number,
  onDay: Day,
  random: Random,
): DemoIdentity {
  return {
    givenName: 'Simulated',
    familyName: studyId,
    birthDate: toCivilDate(birthDay(age, onDay, random)),
    recordNumber: `SIM-${studyId}`,
  };
}

/** Names that nobody has, so that a screenshot can never be taken for a real patient's. */
export function inventedIdentity(
  index: number,
  age: number,
  onDay: Day,
  random: Random,
): DemoIdentity {
  return {
    givenName: minerals[index % minerals.length] ?? 'Granite',
    familyName: birds[(index * 7 + Math.floor(index / minerals.length)) % birds.length] ?? 'Wren',
    birthDate: toCivilDate(birthDay(age, onDay, random)),
    recordNumber: `DEMO-${String(1001 + index)}`,
  };
}

/** A day on which he is `age` completed years old on `onDay`. */
function birthDay(age: number, onDay: Day, random: Random): Day {
  return addDays(addMonths(onDay, -12 * age), -random.between(1, 360));
}

const minerals = [
  'Agate',
  'Basalt',
  'Cobalt',
  'Dolomite',
  'Feldspar',
  'Gabbro',
  'Granite',
  'Hematite',
  'Jasper',
  'Kyanite',
  'Limestone',
  'Marble',
  'Nickel',
  'Obsidian',
  'Pumice',
  'Quartz',
  'Rhyolite',
  'Slate',
  'Topaz',
  'Zircon',
];

const birds = [
  'Avocet',
  'Bittern',
  'Cormorant',
  'Dunlin',
  'Egret',
  'Fulmar',
  'Godwit',
  'Hoopoe',
  'Ibis',
  'Jacana',
  'Kestrel',
  'Lapwing',
  'Merganser',
  'Nuthatch',
  'Osprey',
  'Ptarmigan',
  'Quail',
  'Redstart',
  'Sandpiper',
  'Turnstone',
  'Wagtail',
  'Whimbrel',
  'Yellowhammer',
];
