// What the people of a clinic do in its forms, by keyboard: one function for each form.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { testPassword } from './clinic.ts';
import { type Keyboard, keyboardOf } from './keyboard.ts';

export interface Desk {
  readonly page: Page;
  readonly keyboard: Keyboard;
}

export function deskOf(page: Page): Desk {
  return { page, keyboard: keyboardOf(page) };
}

interface NewMan {
  readonly name: string;
  readonly birthDate: string;
  /** As the title of the protocol begins. */
  readonly protocol: string;
  readonly arm?: string;
  readonly enrolledOn: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly samplesWithoutSperm: readonly string[];
  /** A retrieval before enrollment that found no sperm. */
  readonly failedMicroTeseOn?: string;
  /** Where a criterion is not met and a reason lets him in. */
  readonly overrideReason?: string;
}

/** @returns the path of his page. */
export async function enroll({ page, keyboard }: Desk, man: NewMan): Promise<string> {
  await page.goto('/patients/new');
  const box = (name: string) => page.getByRole('textbox', { name, exact: true });
  await page.getByRole('heading', { name: 'Enrollment' }).waitFor();
  await keyboard.fill(box('Family name'), man.name);
  await keyboard.fill(box('Given name'), 'Adam');
  await keyboard.fill(box('Birth date'), man.birthDate);
  await keyboard.fill(box('Record number'), `R-${man.name}`);
  await keyboard.choose(page.getByRole('combobox', { name: 'Protocol' }), man.protocol);
  if (man.arm !== undefined) {
    await keyboard.pick(page.getByRole('group', { name: 'Arm' }), man.arm);
  }
  await keyboard.fill(page.getByRole('textbox', { name: 'Consent on' }), man.enrolledOn);
  await keyboard.fill(page.getByRole('textbox', { name: 'Enrolled on' }), man.enrolledOn);
  for (const [question, answer] of Object.entries(man.answers)) {
    const field = page.getByLabel(`${question} (optional)`, { exact: true });
    const isSelect = await field.evaluate((element) => element.tagName === 'SELECT');
    await (isSelect ? keyboard.choose(field, answer) : keyboard.fill(field, answer));
  }
  for (const [index, on] of man.samplesWithoutSperm.entries()) {
    await keyboard.activate(page.getByRole('button', { name: 'Add a sample' }));
    await keyboard.fill(page.getByRole('textbox', { name: 'Collected on' }).nth(index), on);
    await noSperm({ page, keyboard }, index);
  }
  if (man.failedMicroTeseOn !== undefined) {
    await keyboard.activate(page.getByRole('button', { name: 'Add a procedure' }));
    await keyboard.fill(page.getByRole('textbox', { name: 'Performed on' }), man.failedMicroTeseOn);
    await keyboard.choose(page.getByRole('combobox', { name: 'Procedure' }), 'Micro-TESE');
    await keyboard.pick(page.getByRole('group', { name: 'Sperm found' }), /^No$/);
  }
  await keyboard.press('Control+Enter');
  if (man.overrideReason !== undefined) {
    const panel = page.getByRole('complementary', { name: 'Eligibility' });
    await panel.getByText('Not eligible: 1 criterion not met').waitFor();
    await page
      .getByRole('alert')
      .getByText(/not eligible/i)
      .first()
      .waitFor();
    const reason = panel.getByRole('textbox', { name: /Reason to enroll him/ });
    await keyboard.fill(reason, man.overrideReason);
    await keyboard.press('Control+Enter');
  }
  await page.getByRole('heading', { level: 1, name: `${man.name}, Adam` }).waitFor();
  return new URL(page.url()).pathname;
}

async function noSperm({ page, keyboard }: Desk, index: number): Promise<void> {
  for (const name of ['Neat sample', 'Pellet after centrifugation']) {
    await keyboard.pick(page.getByRole('group', { name }).nth(index), 'No sperm seen');
  }
  // S1 counts a pellet after 3000 g for 30 minutes.
  const centrifuged = { 'Centrifuged at (optional)': '3000', 'Centrifuged for (optional)': '30' };
  for (const [name, value] of Object.entries(centrifuged)) {
    await keyboard.fill(page.getByRole('textbox', { name, exact: true }).nth(index), value);
  }
}

export async function startTherapy(
  { page, keyboard }: Desk,
  path: string,
  { on, regimen }: { readonly on: string; readonly regimen?: RegExp },
): Promise<void> {
  await page.goto(`${path}/therapy`);
  await keyboard.activate(page.getByRole('button', { name: 'Start therapy' }));
  const dialog = page.getByRole('dialog');
  if (regimen !== undefined) {
    await keyboard.pick(dialog.getByRole('group', { name: 'Regimen' }), regimen);
  }
  await keyboard.fill(dialog.getByRole('textbox', { name: 'First dose on' }), on);
  await keyboard.activate(dialog.getByRole('button', { name: 'Record regimen' }));
  await page.getByText('The regimen is recorded').waitFor();
}

export async function changeRegimen(
  { page, keyboard }: Desk,
  path: string,
  { regimen, on }: { readonly regimen: RegExp; readonly on: string },
): Promise<void> {
  await page.goto(`${path}/therapy`);
  await keyboard.activate(page.getByRole('button', { name: 'Change regimen' }));
  const dialog = page.getByRole('dialog');
  await keyboard.pick(dialog.getByRole('group', { name: 'Regimen' }), regimen);
  await keyboard.fill(dialog.getByRole('textbox', { name: /^First dose of this regimen/ }), on);
  await keyboard.activate(dialog.getByRole('button', { name: 'Record regimen' }));
  await page.getByText('The regimen is recorded').waitFor();
}

export async function stopTherapy(
  { page, keyboard }: Desk,
  path: string,
  { on, reason }: { readonly on: string; readonly reason: string },
): Promise<void> {
  await page.goto(`${path}/therapy`);
  await keyboard.activate(page.getByRole('button', { name: 'Stop', exact: true }));
  const dialog = page.getByRole('dialog');
  await keyboard.fill(dialog.getByRole('textbox', { name: 'Last dose on' }), on);
  await keyboard.choose(dialog.getByRole('combobox', { name: 'Reason' }), reason);
  await keyboard.activate(dialog.getByRole('button', { name: 'Stop therapy' }));
  await page.getByRole('heading', { name: /^Stopped; last dose/ }).waitFor();
}

interface Sperm {
  readonly motile: string;
  readonly normal: string;
  readonly eggs: string;
}

interface Visit {
  readonly on: string;
  /** The first check answers every symptom; the later ones say that nothing has changed. */
  readonly symptoms?: 'first' | 'unchanged';
  readonly rems?: 'enrolled' | 'counseled';
  /** The last day on which the pharmacy may hand the supply over. */
  readonly dispenseBy?: string;
  /** Name of the test and what was measured. */
  readonly labs?: Readonly<Record<string, string>>;
  readonly semen?: 'no-sperm' | Sperm;
  /** The total of the IIEF-5. */
  readonly iief5?: string;
}

/** A visit of the past is entered with its own date. */
export async function logVisit(desk: Desk, path: string, visit: Visit): Promise<void> {
  const { page, keyboard } = desk;
  await page.goto(`${path}/visits/new`);
  await keyboard.fill(page.getByRole('textbox', { name: 'Visit on' }), visit.on);
  if (visit.symptoms === 'first') {
    await openSection(desk, 'Symptoms');
    await keyboard.activate(page.getByRole('button', { name: 'None of these' }));
  } else if (visit.symptoms === 'unchanged') {
    await openSection(desk, 'Symptoms');
    await keyboard.activate(page.getByRole('checkbox', { name: /^No change since/ }), 'Space');
  }
  if (visit.iief5 !== undefined) {
    await openSection(desk, 'IIEF-5');
    await keyboard.fill(page.getByRole('textbox', { name: /^IIEF-5 total/ }), visit.iief5);
  }
  if (visit.labs !== undefined) {
    await enterLabs(desk, visit.labs);
  }
  if (visit.semen !== undefined) {
    await enterSemen(desk, visit.semen);
  }
  if (visit.rems !== undefined) {
    await documentRems(desk, visit.rems, visit.on);
  }
  if (visit.dispenseBy !== undefined) {
    await openSection(desk, 'Dispensing');
    await keyboard.activate(page.getByRole('checkbox', { name: 'A supply is dispensed' }), 'Space');
    const number = page.getByRole('textbox', { name: 'Authorization number' });
    await keyboard.fill(number, visit.on.replaceAll('-', ''));
    await keyboard.fill(page.getByRole('textbox', { name: 'Dispense by' }), visit.dispenseBy);
    // The first supply; the later ones start with what the one before it was.
    const supply = { Quantity: '60', Strength: '20', Lasts: '30' };
    for (const [name, value] of Object.entries(supply)) {
      const field = page.getByRole('textbox', { name, exact: true });
      if ((await field.inputValue()) === '') {
        await keyboard.fill(field, value);
      }
    }
  }
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /^Visit of .* saved$/ }).waitFor();
}

async function openSection({ page, keyboard }: Desk, title: string): Promise<void> {
  const toggle = page.getByRole('button', { name: title, exact: true });
  if ((await toggle.getAttribute('aria-expanded')) === 'false') {
    await keyboard.activate(toggle);
  }
}

async function enterLabs(desk: Desk, labs: NonNullable<Visit['labs']>): Promise<void> {
  const { page, keyboard } = desk;
  await openSection(desk, 'Lab report');
  await keyboard.fill(page.getByRole('combobox', { name: 'Laboratory' }), 'Central');
  for (const [test, value] of Object.entries(labs)) {
    const field = page.getByRole('textbox', { name: test, exact: true });
    if ((await field.count()) === 0) {
      await keyboard.fill(page.getByRole('combobox', { name: 'Add a test or a panel' }), test);
      await keyboard.press('Enter');
    }
    await keyboard.fill(field, value);
  }
}

async function enterSemen(desk: Desk, semen: NonNullable<Visit['semen']>): Promise<void> {
  const { page, keyboard } = desk;
  await openSection(desk, 'Semen analysis');
  if (semen === 'no-sperm') {
    await noSperm(desk, 0);
    return;
  }
  await keyboard.pick(page.getByRole('group', { name: 'Neat sample' }), 'No sperm seen');
  const pellet = page.getByRole('group', { name: 'Pellet after centrifugation' });
  await keyboard.pick(pellet, /^Sperm seen/);
  const box = (name: string) =>
    page.getByRole('textbox', { name: `${name} (optional)`, exact: true });
  await keyboard.fill(box('Motile'), semen.motile);
  await keyboard.fill(box('Normal, motile'), semen.normal);
  await keyboard.fill(box('Eggs planned'), semen.eggs);
}

async function documentRems(desk: Desk, what: 'enrolled' | 'counseled', on: string) {
  const { page, keyboard } = desk;
  await openSection(desk, 'REMS check');
  await keyboard.activate(page.getByRole('checkbox', { name: /^Counseled (on|today)/ }), 'Space');
  if (what === 'counseled') {
    return;
  }
  const date = (name: string) =>
    page.getByRole('textbox', { name: `${name} (optional)`, exact: true });
  await keyboard.fill(date('Couple counseled on'), on);
  await keyboard.fill(date('Enrolled in the REMS on'), on);
  await keyboard.choose(page.getByRole('combobox', { name: /^Category/ }), 'Cannot become');
  await keyboard.fill(date('REMS consent signed on'), on);
  for (const name of [/^Acknowledged: no blood donation/, /^Acknowledged: the drug is never/]) {
    await keyboard.activate(page.getByRole('checkbox', { name }), 'Space');
  }
}

/** The physician's decision on its own page; without an option the computed one is signed. */
export async function decide(
  { page, keyboard }: Desk,
  path: string,
  decision: {
    readonly key: string;
    readonly on: string;
    readonly option?: RegExp;
    readonly reason?: string;
  },
): Promise<void> {
  await page.goto(`${path}/decisions/${decision.key}`);
  const options = page.getByRole('group', { name: 'Decision' });
  await options.waitFor();
  if (decision.option === undefined) {
    await expect.poll(() => options.getByRole('radio', { checked: true }).count()).toBe(1);
  } else {
    await keyboard.pick(options, decision.option);
  }
  await keyboard.fill(page.getByRole('textbox', { name: 'Decided on' }), decision.on);
  if (decision.reason !== undefined) {
    await keyboard.fill(page.getByRole('textbox', { name: 'Reason' }), decision.reason);
  }
  await sign({ page, keyboard }, page);
  await page.waitForURL(`**${path}`);
}

export async function signResponse({ page, keyboard }: Desk, path: string): Promise<void> {
  await page.goto(`${path}/semen`);
  await keyboard.activate(page.getByRole('button', { name: 'Sign response' }));
  await sign({ page, keyboard }, page.getByRole('dialog'));
  await page.getByText(/^Signed by Test physician, physician/).waitFor();
}

async function sign({ keyboard }: Desk, place: Page | Locator): Promise<void> {
  await keyboard.fill(place.getByLabel('Your password, to sign'), testPassword);
  await keyboard.press('Control+Enter');
}
