import { decisionMeaningNames } from '@/lib/course/decision-meaning';
import type { DisclosedIdentity } from '@/lib/deidentification/disclosure';
import { contactChannelNames, contactOutcomeNames } from '@/lib/enrollment/contact';
import { outcomeLabels, withdrawalLabels } from '@/lib/enrollment/enrollment-outcome';
import type {
  SourceAdjustment,
  SourceAmendment,
  SourceContact,
  SourceDecision,
  SourceEnrollment,
  SourceFlag,
  SourceOccurrence,
  SourcePartner,
  SourceProtocol,
  SourceRecord,
  SourceResponse,
} from '@/lib/export/source-case';
import { responseStatusNames } from '@/lib/response/response';
import { occurrenceStates, timings } from '@/lib/schedule/occurrence';
import {
  choice,
  date,
  enumerated,
  type FieldsOf,
  flag,
  instant,
  integer,
  key,
  labelled,
  time,
  typed,
} from './item';

// What stands in a file beside the contents of records. What the structure of ODM says itself (ids, who and when)
// is left out of the fields.
type Written<Value, Structure extends keyof Value> = FieldsOf<Omit<Value, Structure>>;

const protocolFields: FieldsOf<SourceProtocol> = {
  code: key('Protocol'),
  version: key('Version of the protocol'),
  profile: typed('Settings of the clinic'),
  profileVersion: integer('Version of the settings'),
};

export const enrollmentFields: Written<
  SourceEnrollment,
  'siteId' | 'siteCode' | 'studyId' | 'status'
> & { readonly startYear: ReturnType<typeof key>; readonly status: ReturnType<typeof key> } = {
  id: key('Enrollment'),
  patientId: key('Patient; the same for each of his enrollments'),
  protocol: { nested: protocolFields },
  arm: key('Arm'),
  consentOn: date('Consent on'),
  enrolledOn: date('Enrolled on'),
  startYear: key('Year of day 1'),
  firstDoseOn: date('First dose on'),
  lastDoseOn: date('Last dose on'),
  ageAtConsent: integer('Age at consent, in years; 90 stands for 90 and older'),
  status: choice('Status', labelled('status', { active: 'Active', ...outcomeLabels })),
  endedOn: date('Ended on'),
  endReason: typed('Reason of the end'),
  endCategory: choice('Why he was withdrawn', labelled('withdrawal', withdrawalLabels)),
  endAdverseEventId: key('Adverse event that it ended with'),
  cohortTag: typed('Group'),
  simulated: flag('Simulated patient'),
};

export const identityFields: FieldsOf<DisclosedIdentity> = {
  givenName: typed('Given name'),
  familyName: typed('Family name'),
  birthDate: date('Birth date'),
  recordNumber: typed('Record number of the clinic'),
};

const statusList = labelled('response', responseStatusNames);

export const responseFields: FieldsOf<SourceResponse> = {
  best: choice('Best response', statusList),
  current: choice('Current status', statusList),
  responseOn: date('Response on'),
};

/** Of every record, above its content. */
export const recordHeaderFields: Written<
  SourceRecord,
  'id' | 'kind' | 'content' | 'results' | 'visitId' | 'by' | 'at' | 'amended'
> = {
  on: date('Found or done on'),
  time: time('At'),
  source: typed('Source of a record from before enrollment'),
  version: integer('Version; higher than 1 after amendments'),
};

export const visitFields = { on: date('Visit on') };

export const plannedFields: Written<SourceOccurrence, 'key' | 'requirement' | 'kind'> = {
  title: key('Planned'),
  ordinal: integer('Number'),
  targetOn: date('Target'),
  plannedOn: date('Planned for'),
  opensOn: date('Window opens'),
  closesOn: date('Window closes'),
  actualOn: date('Done on'),
  state: choice('State at the data cut-off', enumerated('occurrence-state', occurrenceStates)),
  timing: choice('Timing', enumerated('timing', timings)),
  recordIds: { list: 'Records that satisfy it', each: key('Record') },
  reason: typed('Reason'),
};

export const adjustmentFields: Written<SourceAdjustment, 'id' | 'by' | 'at' | 'amended'> = {
  kind: choice(
    'Change of the plan',
    labelled('adjustment', {
      link: 'Link of a record',
      waiver: 'Waiver',
      reschedule: 'Another date',
      closure: 'Closure',
    }),
  ),
  occurrenceKey: key('Planned item'),
  recordId: key('Record'),
  contactId: key('Contact at which it was agreed'),
  plannedOn: date('Agreed date'),
  closedOn: date('Closed on'),
  reason: typed('Reason'),
  version: integer('Version'),
};

export const decisionFields: Written<SourceDecision, 'id' | 'by' | 'at'> = {
  key: key('Decision'),
  meaning: choice('What was signed', labelled('decision-meaning', decisionMeaningNames)),
  occurrenceKey: key('Planned item'),
  recordId: key('Record'),
  ruleId: key('Rule'),
  ruleVersion: key('Version of the rule'),
  computed: key('What the rule computes'),
  chosen: key('Chosen'),
  decidedOn: date('Decided on'),
  effectiveOn: date('Effective on'),
  reason: typed('Reason'),
  byRole: key('Role of who decided'),
  transcribed: flag('Taken over from a source, not signed'),
  signed: flag('Signed in the program'),
};

export const contactFields: Written<SourceContact, 'id' | 'by' | 'at' | 'amended'> = {
  on: date('On'),
  occurrenceKeys: { list: 'Planned items that it was about', each: key('Planned item') },
  channel: choice('Channel', labelled('contact-channel', contactChannelNames)),
  outcome: choice('Outcome', labelled('contact-outcome', contactOutcomeNames)),
  agreedOn: date('Agreed date'),
  remindOn: date('Reminder on'),
  reason: typed('Reason'),
  note: typed('Note'),
  version: integer('Version'),
};

export const partnerFields: Written<SourcePartner, 'id'> = {
  ordinal: integer('Number'),
  consentOn: date('Consent on'),
  birthYear: integer('Year of birth'),
  endedOn: date('Until'),
};

export const amendmentFields: Written<SourceAmendment, 'by' | 'at'> = {
  from: { nested: protocolFields },
  to: { nested: protocolFields },
  effectiveOn: date('Effective on'),
  reason: typed('Reason'),
  byRole: key('Role of who applied it'),
};

export const flagFields: Written<SourceFlag, 'id'> = {
  ruleId: key('Rule'),
  ruleVersion: key('Version of the rule'),
  title: key('Title'),
  severity: key('Severity'),
  message: typed('Message'),
  raisedOn: date('Raised on'),
  status: key('Status'),
  disposition: key('Disposition'),
  dispositionReason: typed('Reason of the disposition'),
  closedBy: key('Closed by: OID of the user'),
  closedAt: instant('Closed at'),
};

export const settingFields = {
  protocol: key('Protocol'),
  version: key('Version of the protocol'),
  siteCode: key('Site'),
  profile: typed('Settings of the clinic'),
  profileVersion: integer('Version of the settings'),
  setting: key('Setting'),
  value: key('Value'),
};
