import { describe, expect, test } from 'vitest';
import { openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { asImport } from '@/tests/support/worked-course';
import { timelinePatients } from '@/tests/worked-examples/timeline-patients';

const { database, openPage } = await openApplication({ today: '2026-10-01' });
const clinic: Clinic = await openClinic(database.owner);

const workedPatients = Object.entries(timelinePatients);

async function pathOf({ protocol, course }: (typeof workedPatients)[number][1]): Promise<string> {
  const { patientId } = await importMan(clinic, asImport(protocol, course));
  return `/patients/${patientId}`;
}

const physician = { userId: clinic.physician.userId, sessionVersion: 1 };

describe.each(workedPatients)('the timeline of the worked patient "%s"', (_name, patient) => {
  test('prints on one landscape page, and its table stands on the screen', async () => {
    const page = await openPage({ as: physician });
    await page.goto(await pathOf(patient));
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('The same as a table').click();
    const records = patient.course.records.length + patient.course.decisions.length;
    await expect.poll(() => timeline.getByRole('row').count()).toBeGreaterThan(records);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(width)).toBeGreaterThan(Number(height));
  });
});
