// What the people of a clinic enter on the pages of procedures, cycles and screening, by keyboard.
import type { Desk } from './clinic-work.ts';

/** Men who were looked at and never enrolled. */
export async function countScreened(
  { page, keyboard }: Desk,
  count: { readonly protocol: string; readonly reason: string; readonly men: string },
): Promise<void> {
  await page.goto('/screening');
  await keyboard.activate(page.getByRole('button', { name: 'Record screening' }));
  const dialog = page.getByRole('dialog');
  await keyboard.choose(dialog.getByRole('combobox', { name: 'Protocol' }), count.protocol);
  await keyboard.choose(
    dialog.getByRole('combobox', { name: 'Why they never enrolled' }),
    count.reason,
  );
  await keyboard.fill(dialog.getByRole('textbox', { name: 'Men' }), count.men);
  await keyboard.activate(dialog.getByRole('button', { name: 'Record' }));
  await page.getByText('Counted in the screening log.').first().waitFor();
}

interface Operation {
  readonly on: string;
  readonly spermFound: 'Yes' | 'No';
  readonly minutes: string;
  /** Both sides, told apart. */
  readonly left?: 'Yes' | 'No';
  readonly right?: 'Yes' | 'No';
  /** Where the protocol asks for time between operations and it is not over. */
  readonly earlierReason?: string;
}

/** A micro-TESE with enough sperm for every egg, or none. */
export async function recordMicroTese(
  { page, keyboard }: Desk,
  path: string,
  operation: Operation,
): Promise<void> {
  await page.goto(`${path}/procedures/new`);
  const answer = async (group: string, choice: string) =>
    keyboard.pick(page.getByRole('group', { name: group, exact: true }), new RegExp(`^${choice}$`));
  await keyboard.fill(page.getByRole('textbox', { name: 'Performed on' }), operation.on);
  await keyboard.choose(page.getByRole('combobox', { name: 'Procedure' }), 'Micro-TESE');
  await answer('Sperm found', operation.spermFound);
  await answer('Enough for every egg', operation.spermFound);
  if (operation.left !== undefined && operation.right !== undefined) {
    await keyboard.choose(page.getByRole('combobox', { name: /^Side/ }), 'Both');
    await answer('Left: sperm found', operation.left);
    await answer('Right: sperm found', operation.right);
  }
  await keyboard.fill(page.getByRole('textbox', { name: /^Operating time/ }), operation.minutes);
  if (operation.earlierReason !== undefined) {
    await keyboard.press('Control+Enter');
    await page
      .getByText(/Say why it was earlier/)
      .first()
      .waitFor();
    const reason = page.getByRole('textbox', { name: /^Why earlier/ });
    await keyboard.fill(reason, operation.earlierReason);
  }
  await keyboard.press('Control+Enter');
  await page.waitForURL(`**${path}/procedures`);
  await page.getByRole('table', { name: 'Operations' }).getByText(operation.on).first().waitFor();
}

/** A contact after the operation; without a complication, none was seen. */
export async function recordCheck(
  { page, keyboard }: Desk,
  path: string,
  check: {
    readonly on: string;
    readonly complication?: {
      readonly kind: string;
      readonly since: string;
      readonly words: string;
    };
  },
): Promise<void> {
  await page.goto(`${path}/procedures/checks/new`);
  await keyboard.fill(page.getByRole('textbox', { name: 'Seen on' }), check.on);
  const complications = page.getByRole('group', { name: 'Complications' });
  if (check.complication === undefined) {
    await keyboard.pick(complications, 'None seen');
  } else {
    const { kind, since, words } = check.complication;
    await keyboard.pick(complications, 'Complication seen');
    await keyboard.activate(page.getByRole('button', { name: 'Add a complication' }));
    await keyboard.choose(page.getByRole('combobox', { name: 'Complication' }), kind);
    await keyboard.fill(page.getByRole('textbox', { name: /^Since/ }), since);
    await keyboard.choose(page.getByRole('combobox', { name: 'Resolved' }), 'Yes');
    await keyboard.fill(page.getByRole('textbox', { name: /^In words/ }), words);
  }
  await keyboard.press('Control+Enter');
  await page.waitForURL(`**${path}/procedures`);
}

/** Her number is all that the program knows of her. */
export async function recordPartner(
  { page, keyboard }: Desk,
  path: string,
  consentOn: string,
): Promise<void> {
  await page.goto(`${path}/procedures`);
  await keyboard.activate(page.getByRole('button', { name: 'Record a partner' }));
  const dialog = page.getByRole('dialog');
  await keyboard.fill(dialog.getByRole('textbox', { name: 'Her consent' }), consentOn);
  await keyboard.activate(dialog.getByRole('button', { name: 'Save' }));
  await page.getByText('The partner is recorded.').first().waitFor();
}

interface Cycle {
  readonly on: string;
  readonly sperm: string;
  /** By the label of the count. */
  readonly counts: Readonly<Record<string, string>>;
  /** The first transfer, of one blastocyst that had been frozen. */
  readonly transferOn: string;
}

/** With the partner who is recorded, and one embryo transferred. */
export async function recordCycle(
  { page, keyboard }: Desk,
  path: string,
  cycle: Cycle,
): Promise<void> {
  await page.goto(`${path}/procedures/cycles/new`);
  await keyboard.fill(page.getByRole('textbox', { name: 'Oocyte retrieval on' }), cycle.on);
  await keyboard.choose(page.getByRole('combobox', { name: 'Sperm used' }), cycle.sperm);
  for (const [label, count] of Object.entries(cycle.counts)) {
    const field = page.getByRole('textbox', { name: `${label} (optional)`, exact: true });
    await keyboard.fill(field, count);
  }
  await keyboard.activate(page.getByRole('button', { name: 'Add an embryo transfer' }));
  await keyboard.fill(page.getByRole('textbox', { name: 'Transferred on' }), cycle.transferOn);
  await keyboard.fill(page.getByRole('textbox', { name: 'Embryos transferred' }), '1');
  await keyboard.choose(page.getByRole('combobox', { name: 'Embryos were' }), 'Frozen');
  await keyboard.choose(page.getByRole('combobox', { name: 'Stage' }), 'Blastocyst');
  await keyboard.press('Control+Enter');
  await page.waitForURL(`**${path}/procedures`);
  await page.getByRole('table', { name: 'ICSI cycles' }).getByText('Awaited').waitFor();
}

/** What came of the transfer, months later. */
export async function reportOutcome(
  { page, keyboard }: Desk,
  path: string,
  report: { readonly outcome: string; readonly on: string; readonly bornAlive?: string },
): Promise<void> {
  await page.goto(`${path}/procedures`);
  await keyboard.activate(page.getByRole('link', { name: /^Report a transfer or outcome/ }));
  await keyboard.choose(
    page.getByRole('combobox', { name: 'Outcome', exact: true }),
    report.outcome,
  );
  await keyboard.fill(page.getByRole('textbox', { name: /^Outcome on/ }), report.on);
  if (report.bornAlive !== undefined) {
    await keyboard.fill(page.getByRole('textbox', { name: 'Born alive' }), report.bornAlive);
  }
  await keyboard.press('Control+Enter');
  await page.waitForURL(`**${path}/procedures`);
  const cycles = page.getByRole('table', { name: 'ICSI cycles' });
  await cycles.getByText(report.outcome).first().waitFor();
}
