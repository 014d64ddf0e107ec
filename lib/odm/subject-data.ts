import { invariant } from '@/lib/core/invariant';
import type {
  DisclosedCase,
  DisclosedDecision,
  DisclosedOccurrence,
  DisclosedRecord,
} from '@/lib/deidentification/disclosed-case';
import {
  adjustmentForm,
  amendmentForm,
  contactForm,
  decisionForm,
  enrollmentForm,
  type Form,
  flagForm,
  identityForm,
  partnerForm,
  plannedForm,
  recordForms,
  responseForm,
  visitForm,
} from './form';
import { type FormValues, formItems } from './item-data';
import type { DayStyle } from './metadata';
import { findingContent } from './record-fields';
import type { Study, StudyEvent } from './study';
import { element, textElement } from './xml';

export const userOid = (id: string) => `U.${id}`;
export const locationOid = (siteId: string) => `L.${siteId}`;
export const signatureOid = (meaning: string) => `SIG.${meaning}`;

export interface SubjectData {
  /** An element SubjectData. */
  readonly xml: string;
  /** Forms in it. */
  readonly forms: number;
}

/**
 * One man. Each record stands once: with the first planned item that it satisfies and that asks for its kind, else
 * with its visit, else on its own; `Records that satisfy it` of a planned item names all of them.
 */
export function subjectData(study: Study, of: DisclosedCase, days: DayStyle): SubjectData {
  const writer = new SubjectWriter(of, days);
  const events = [courseEvent(writer, of), ...recordEvents(writer, study, of)];
  return {
    xml: element(
      'SubjectData',
      { SubjectKey: of.subject },
      element('SiteRef', { LocationOID: locationOid(of.enrollment.siteId) }),
      ...events,
    ),
    forms: writer.forms,
  };
}

function courseEvent(writer: SubjectWriter, of: DisclosedCase): string {
  const { identity, enrollment, startYear } = of;
  return event('SE.course', null, [
    identity === null ? '' : writer.form(identityForm, null, { content: identity }),
    writer.form(enrollmentForm, null, { content: { ...enrollment, startYear } }),
    writer.form(responseForm, null, { content: of.response }),
    ...of.adjustments.map((one) => writer.stamped(adjustmentForm, one, { content: one })),
    ...of.decisions.map((one) => writer.decision(one)),
    ...of.contacts.map((one) => writer.stamped(contactForm, one, { content: one })),
    ...of.partners.map((one) => writer.form(partnerForm, one.id, { content: one })),
    ...of.amendments.map((one, index) =>
      writer.form(amendmentForm, String(index + 1), { content: one }, writer.audit(one)),
    ),
    ...of.flags.map((one) =>
      writer.form(flagForm, one.id, {
        content: { ...one, closedBy: one.closedBy === null ? null : userOid(one.closedBy) },
      }),
    ),
  ]);
}

function recordEvents(writer: SubjectWriter, study: Study, of: DisclosedCase): string[] {
  const events = new Map(study.events.map((one) => [one.oid, one]));
  const open = new Map(of.records.map((record) => [record.id, record]));
  const planned = of.occurrences.map((occurrence) => {
    const oid = `SE.${occurrence.requirement}`;
    const definition = events.get(oid);
    invariant(definition, `no version asks for ${occurrence.requirement}`);
    const own = takeOwn(definition, occurrence, open);
    return event(oid, definition.repeats ? repeatKey(occurrence) : null, [
      writer.form(plannedForm, null, { content: occurrence }),
      ...own.map((record) => writer.record(record)),
    ]);
  });
  const visits = of.visits.map((visit) => {
    const own = [...open.values()].filter(({ visitId }) => visitId === visit.id);
    for (const { id } of own) {
      open.delete(id);
    }
    return event('SE.visit', visit.id, [
      writer.form(visitForm, null, { content: visit }),
      ...own.map((record) => writer.record(record)),
    ]);
  });
  const rest = [...open.values()].map((record) => writer.record(record));
  return [...planned, ...visits, ...(rest.length === 0 ? [] : [event('SE.other', null, rest)])];
}

function takeOwn(
  { forms }: StudyEvent,
  { recordIds }: DisclosedOccurrence,
  open: Map<string, DisclosedRecord>,
): DisclosedRecord[] {
  return recordIds.flatMap((id) => {
    const record = open.get(id);
    if (record === undefined || !forms.includes(recordForms[record.kind])) {
      return [];
    }
    open.delete(id);
    return [record];
  });
}

/** `semen#2` is number 2 of its requirement, `confirmation@<record>` the one that this record asks for. */
function repeatKey({ key, requirement }: DisclosedOccurrence): string {
  return key.slice(requirement.length + 1);
}

function event(oid: string, key: string | null, forms: readonly string[]): string {
  return element('StudyEventData', { StudyEventOID: oid, StudyEventRepeatKey: key }, ...forms);
}

interface Stamp {
  readonly by: string;
  readonly at: string | null;
}

interface Stamped extends Stamp {
  readonly id: string;
  readonly amended: (Stamp & { readonly reason: string }) | null;
}

class SubjectWriter {
  readonly #days: DayStyle;
  readonly #location: string;
  #forms = 0;

  constructor({ enrollment }: DisclosedCase, days: DayStyle) {
    this.#days = days;
    this.#location = element('LocationRef', { LocationOID: locationOid(enrollment.siteId) });
  }

  get forms(): number {
    return this.#forms;
  }

  form(form: Form, key: string | null, values: FormValues, stamps = '', amendment = ''): string {
    this.#forms += 1;
    return element(
      'FormData',
      { FormOID: form.oid, FormRepeatKey: key },
      stamps,
      formItems(form, values, this.#days, amendment),
    );
  }

  /** Who entered it stands with the form, who amended it last with what he amended. */
  stamped(form: Form, stamped: Stamped, values: FormValues): string {
    const { id, amended } = stamped;
    const amendment = amended === null ? '' : this.audit(amended, amended.reason);
    return this.form(form, id, values, this.audit(stamped), amendment);
  }

  record(record: DisclosedRecord): string {
    const { kind, content, results } = record;
    const written = kind === 'finding' ? findingContent(content) : { ...content, results };
    return this.stamped(recordForms[kind], record, { header: record, content: written });
  }

  /** Nobody signed what was taken over from a source. */
  decision(decision: DisclosedDecision): string {
    const { id, by, at, meaning, signed } = decision;
    const signature =
      signed && at !== null
        ? element(
            'Signature',
            {},
            element('UserRef', { UserOID: userOid(by) }),
            this.#location,
            element('SignatureRef', { SignatureOID: signatureOid(meaning) }),
            textElement('DateTimeStamp', at),
          )
        : '';
    return this.form(decisionForm, id, { content: decision }, this.audit(decision) + signature);
  }

  /** Empty where instants do not leave: ODM asks for the moment. */
  audit({ by, at }: Stamp, reason = ''): string {
    if (at === null) {
      return '';
    }
    return element(
      'AuditRecord',
      {},
      element('UserRef', { UserOID: userOid(by) }),
      this.#location,
      textElement('DateTimeStamp', at),
      reason === '' ? '' : textElement('ReasonForChange', reason),
    );
  }
}
