import 'server-only';
import type { OccurrenceNote, PlanChange } from '@/lib/course/plan-change';
import { therapyOf } from '@/lib/course/therapy';
import { startRegimenInputSchema } from '@/lib/records/therapy-change';
import { regimenPresets } from '@/lib/therapy/regimen-presets';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRecords, placeRecord } from '../records/record-row';
import { refuseContradiction } from './refuse-contradiction';
import { baselineOfFirstDose } from './refuse-first-dose';

export type StartedRegimen = {
  readonly recordIds: readonly string[];
  readonly change: PlanChange;
  /** With the first dose: what should have been there before it. */
  readonly unmetBaseline: readonly OccurrenceNote[];
};

/** All drugs of a regimen from one day on: drugs that take turns start together or not at all. */
export const startRegimen = defineCommand({
  name: 'therapy.start-regimen',
  schema: startRegimenInputSchema,
  permission: 'therapy:change',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, { enrollmentId, change }): Promise<StartedRegimen> => {
    const loaded = await lockCourse(tx, enrollmentId);
    const { enrollment, protocol } = loaded;
    const { on, reason } = change;
    refuseDates(loaded, [{ field: 'change.on', on }], today);
    const regimen = regimenPresets(protocol.definition, protocol.settings).find(
      ({ key }) => key === change.regimen,
    );
    if (regimen === undefined) {
      throw new AppError('INVALID_INPUT', {
        fields: { 'change.regimen': 'Choose one of the regimens.' },
      });
    }
    const { siteId, patientId } = enrollment;
    const place = { siteId, patientId, enrollmentId, visitId: null, recordedBy: actor.userId };
    const records = regimen.items.map((item) => {
      const dose = { kind: 'dose' as const, on, content: { ...item, reason } };
      refuseContradiction(dose, loaded);
      return placeRecord({ ...dose, time: null, source: null, results: [] }, place);
    });
    await insertRecords(tx, records);
    const planChange = await replan(tx, { today }, enrollmentId);
    const isFirstDose = therapyOf(loaded.course.records).firstDoseOn === null;
    const unmet = isFirstDose
      ? await baselineOfFirstDose(tx, loaded, { field: 'change.on', today })
      : [];
    return {
      recordIds: records.map(({ id }) => id),
      change: planChange,
      unmetBaseline: unmet,
    };
  },
});
