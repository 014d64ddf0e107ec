import type { Actor } from '@/lib/auth/actor';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { toDay } from '@/lib/dates/civil-date';
import { siteToday } from '@/lib/server/clock';
import { loadCourse } from '@/lib/server/courses/load-course';
import { storedResponse } from '@/lib/server/courses/stored-response';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { confirmResponse } from '@/lib/server/responses/confirm-response';
import { responseToSign } from '@/lib/server/responses/response-to-sign';
import { testPassword } from './clinic';
import { submit } from './submit';

/** The response as the semen page shows it to this person now. */
export async function responseSeenBy(actor: Actor, enrollmentId: string) {
  return await inReadTransaction(actor, async (tx) => {
    const loaded = await loadCourse(tx, enrollmentId);
    if (loaded === null) {
      throw new Error('There is no such enrollment.');
    }
    const { protocol, course, enrollment } = loaded;
    const today = toDay(siteToday(enrollment.timeZone));
    const { response } = evaluateCourse(protocol, course, today);
    return responseToSign(storedResponse(response), course.records);
  });
}

/** Signs what the page shows, as computed. */
export async function signResponse(physician: Actor, enrollmentId: string) {
  const { content, hash } = await responseSeenBy(physician, enrollmentId);
  const signed = content.bestResponse;
  const input = { enrollmentId, seenHash: hash, signed, password: testPassword };
  return await submit(confirmResponse, physician, input);
}
