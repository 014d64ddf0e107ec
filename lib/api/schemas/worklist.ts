import { z } from 'zod';
import { flagSeverities } from '@/lib/protocols/safety-rule-schema';
import { worklistGroups, worklistItemSources } from '@/lib/worklist/worklist';
import { named } from '../named';
import { dateView, idView } from './shared';

const itemView = named('WorkItem', 'One thing to do about one patient', {
  source: z.enum(worklistItemSources),
  /** Of an occurrence its key, of everything else an id. */
  id: z.string(),
  title: z.string(),
  severity: z.enum(flagSeverities).nullable(),
  isPartial: z.boolean(),
  note: z.string().nullable(),
  on: dateView.nullable(),
  closesOn: dateView.nullable(),
  isEscalated: z.boolean(),
  snoozedUntil: dateView.nullable(),
});

export const worklistView = named('Worklist', 'What the working list asks, group by group', {
  groups: z.array(
    named('WorklistGroup', 'One group, the most urgent patients first', {
      group: z.enum(worklistGroups),
      /** Patients in the group, here and in what follows. */
      total: z.int(),
      items: z.array(
        named('WorklistRow', 'A patient with what there is to do', {
          enrollmentId: idView,
          patientId: idView,
          siteId: idView,
          studyId: z.string(),
          /** Only with the scope identity:read. */
          name: z.string().nullable(),
          /** The calendar date at the site. */
          today: dateView,
          timing: z.string(),
          lastVisitOn: dateView.nullable(),
          nextPlannedOn: dateView.nullable(),
          items: z.array(itemView),
        }),
      ),
      /** Give it as `cursor` together with this `group` to go on; null at the end. */
      next: z.string().nullable(),
    }),
  ),
});
