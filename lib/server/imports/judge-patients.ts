import 'server-only';
import type { Membership } from '@/lib/auth/actor';
import type { ImportedCourse } from '@/lib/enrollment/imported-course';
import type { ImportIssue, IssueCode } from '@/lib/import/import-issue';
import type { PatientItem } from '@/lib/import/judge-rows';
import type { RowSource } from '@/lib/import/row-reader';
import { AppError } from '../app-error';
import { siteToday } from '../clock';
import { compiledProtocol } from '../courses/compiled-protocol';
import { civilDateFrom } from '../db/date-column';
import type { Transaction } from '../db/transaction';
import { findProtocol } from '../protocols/find-protocol';

export interface JudgedPatients {
  readonly courses: readonly ImportedCourse[];
  readonly issues: readonly ImportIssue[];
  readonly readyRows: readonly number[];
}

interface KnownPatient {
  readonly studyId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly recordNumber: string;
  readonly enrollments: readonly string[];
}

/** New men beside those whom the site has. Eligibility is not asked: what happened is taken as it was. */
export async function judgePatients(
  tx: Transaction,
  source: RowSource,
  items: readonly PatientItem[],
  site: Membership,
): Promise<JudgedPatients> {
  const today = siteToday(site.timeZone);
  const known = await knownPatients(tx, site.siteId, items);
  const recordNumbers = new Map<string, number>();
  const protocolProblem = protocolProblems(tx, site.siteId);
  const courses: ImportedCourse[] = [];
  const issues: ImportIssue[] = [];
  const readyRows: number[] = [];
  for (const { row, course } of items) {
    const { studyId, identity, enrolledOn, consentOn } = course;
    const found: ImportIssue[] = [];
    const refuse = (field: string, code: IssueCode, message: string) =>
      found.push(source.issue(row, field, code, message));
    const before = known.find((man) => man.studyId === studyId);
    if (before !== undefined) {
      const isSame = isSamePatient(before, course);
      refuse(
        'studyId',
        isSame ? 'already-there' : 'conflicts-with-record',
        isSame
          ? 'This man is there already.'
          : 'The site has this study id with other details. They were left as they are.',
      );
    } else {
      const sharing = known.find((man) => man.recordNumber === identity?.recordNumber);
      const sharingRow = recordNumbers.get(identity?.recordNumber ?? '');
      if (sharing !== undefined) {
        refuse('recordNumber', 'duplicate-patient', `${sharing.studyId} has this record number.`);
      } else if (sharingRow !== undefined) {
        refuse('recordNumber', 'duplicate-patient', `Row ${sharingRow} has this record number.`);
      }
      const similar = known.find((man) => isSamePerson(man, course));
      if (similar !== undefined && !source.settings.answers.acceptUnusual) {
        refuse(
          'familyName',
          'similar-patient',
          `${similar.studyId} has the same name and birth date. Make sure that this is another man.`,
        );
      }
      if (enrolledOn > today) {
        refuse('enrolledOn', 'in-the-future', `This is in the future; today is ${today}.`);
      }
      if (consentOn > enrolledOn) {
        refuse('consentOn', 'invalid', `Consent is after enrollment on ${enrolledOn}.`);
      }
      if (course.ended !== null && course.ended.on > today) {
        refuse('endedOn', 'in-the-future', `This is in the future; today is ${today}.`);
      }
      for (const [field, message] of await protocolProblem(course)) {
        refuse(field, 'choice-unknown', message);
      }
    }
    issues.push(...found);
    if (found.length === 0) {
      recordNumbers.set(identity?.recordNumber ?? '', row);
      courses.push(course);
      readyRows.push(row);
    }
  }
  return { courses, issues, readyRows };
}

function isSamePerson(man: KnownPatient, { identity }: ImportedCourse): boolean {
  const plain = (text = '') => text.trim().toLowerCase();
  return (
    man.birthDate === identity?.birthDate &&
    plain(man.familyName) === plain(identity.familyName) &&
    plain(man.givenName) === plain(identity.givenName)
  );
}

function isSamePatient(man: KnownPatient, course: ImportedCourse): boolean {
  return (
    isSamePerson(man, course) &&
    man.recordNumber === course.identity?.recordNumber &&
    man.enrollments.includes(course.enrolledOn)
  );
}

async function knownPatients(
  tx: Transaction,
  siteId: string,
  items: readonly PatientItem[],
): Promise<readonly KnownPatient[]> {
  const identities = items.flatMap(({ course: { identity } }) =>
    identity === null ? [] : [identity],
  );
  const rows = await tx.patient.findMany({
    where: {
      siteId,
      OR: [
        { studyId: { in: items.map(({ course }) => course.studyId) } },
        { identity: { recordNumber: { in: identities.map(({ recordNumber }) => recordNumber) } } },
        { identity: { birthDate: { in: identities.map(({ birthDate }) => new Date(birthDate)) } } },
      ],
    },
    select: { studyId: true, identity: true, enrollments: { select: { enrolledOn: true } } },
  });
  return rows.map(({ studyId, identity, enrollments }) => ({
    studyId,
    givenName: identity?.givenName ?? '',
    familyName: identity?.familyName ?? '',
    birthDate: identity?.birthDate ? civilDateFrom(identity.birthDate) : '',
    recordNumber: identity?.recordNumber ?? '',
    enrollments: enrollments.map(({ enrolledOn }) => civilDateFrom(enrolledOn)),
  }));
}

type Problems = readonly (readonly [field: string, message: string])[];

/** Asked once for each protocol, profile and arm. */
function protocolProblems(
  tx: Transaction,
  siteId: string,
): (course: ImportedCourse) => Promise<Problems> {
  const asked = new Map<string, Problems>();
  return async (course) => {
    const key = JSON.stringify([course.protocol, course.profile, course.arm]);
    const problems = asked.get(key) ?? (await ask(tx, siteId, course));
    asked.set(key, problems);
    return problems;
  };
}

async function ask(tx: Transaction, siteId: string, course: ImportedCourse): Promise<Problems> {
  try {
    const pin = await findProtocol(tx, siteId, course);
    const { definition } = await compiledProtocol(tx, pin);
    const arms = definition.arms.map(({ key }) => key);
    return arms.includes(course.arm)
      ? []
      : [['arm', `The protocol has no arm “${course.arm}”, only ${arms.join(', ')}.`]];
  } catch (error) {
    if (error instanceof AppError) {
      return Object.entries(error.fieldErrors ?? {}).map(([field, messages]) => [
        field,
        messages.join(' '),
      ]);
    }
    throw error;
  }
}
