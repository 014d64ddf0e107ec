import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { inReadTransaction } from '../db/transaction';

/** Who recorded what, by record id: "Nora Nurse, 2026-03-31". */
export function listRecorders(actor: Actor, patientId: string): Promise<Record<string, string>> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; recorder: string }[]>`
      SELECT
        r.id,
        coalesce(u.display_name, 'someone of another site') || ', '
          || to_char(r.recorded_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS recorder
      FROM record r
      JOIN site s ON s.id = r.site_id
      LEFT JOIN user_account u ON u.id = r.recorded_by
      WHERE r.patient_id = ${patientId}::uuid`;
    return Object.fromEntries(rows.map(({ id, recorder }) => [id, recorder]));
  });
}
