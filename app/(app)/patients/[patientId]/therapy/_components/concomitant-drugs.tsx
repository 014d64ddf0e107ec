'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { DrugFields } from '@/app/_components/records/drug-fields';
import { DateInput, recordFields } from '@/app/_components/records/record-field';
import { SeverityBadge } from '@/app/_components/severity-badge';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { SavedChange } from '@/app/(app)/patients/[patientId]/_components/saved-change';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import { amendRecordInputSchema } from '@/lib/records/amendment';
import { type RecordVisitInput, recordVisitInputSchema } from '@/lib/records/visit';
import type { ConcomitantDrugLine } from '@/lib/therapy/concomitant-drugs-view';
import type { TherapyView } from '@/lib/therapy/therapy-view';
import { blankDrug } from '@/lib/visits/entry-values';
import { addDrugAction, endDrugAction } from '../actions';
import { RecordLink } from './record-link';
import { Section } from './section';

type Props = {
  view: TherapyView;
  patientId: string;
  enrollmentId: string;
  mayRecord: boolean;
  mayAmend: boolean;
};

type Saved = { title: string; change: PlanChange | null };

/** Drugs beside the protocol's own, each with what the safety rules say of it. */
export function ConcomitantDrugs({ view, patientId, enrollmentId, mayRecord, mayAmend }: Props) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const [ending, setEnding] = useState<ConcomitantDrugLine | null>(null);
  const { concomitantDrugs: lines, today } = view;
  return (
    <Section title="Other drugs" description="What he takes beside the drugs of the protocol">
      <div className="flex flex-col gap-3">
        {saved === null ? null : <SavedChange key={saved.title} {...saved} />}
        {lines.length === 0 ? (
          <p className="text-muted">No other drug recorded.</p>
        ) : (
          <Lines lines={lines} patientId={patientId} onEnd={mayAmend ? setEnding : null} />
        )}
        {mayRecord ? (
          <div>
            <GuardedDialog
              open={isAdding}
              onOpenChange={setIsAdding}
              trigger={<Button>Add a drug</Button>}
              title="Add a drug that he takes"
              description="It is recorded as told today; the safety rules judge it at once."
            >
              <AddForm
                enrollmentId={enrollmentId}
                today={today}
                onSaved={(name, change) => {
                  setIsAdding(false);
                  setSaved({ title: `${name} is recorded`, change });
                }}
              />
            </GuardedDialog>
          </div>
        ) : null}
      </div>
      <GuardedDialog
        open={ending !== null}
        onOpenChange={() => setEnding(null)}
        title={`When did ${ending?.content.name ?? 'it'} stop?`}
      >
        {ending === null ? null : (
          <EndForm
            line={ending}
            today={today}
            onSaved={(change) => {
              setSaved({ title: `${ending.content.name} is no longer taken`, change });
              setEnding(null);
            }}
          />
        )}
      </GuardedDialog>
    </Section>
  );
}

type LinesProps = {
  lines: readonly ConcomitantDrugLine[];
  patientId: string;
  onEnd: ((line: ConcomitantDrugLine) => void) | null;
};

function Lines({ lines, patientId, onEnd }: LinesProps) {
  return (
    <Table label="Other drugs">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Drug</TableHeader>
          <TableHeader>Kind</TableHeader>
          <TableHeader>Since</TableHeader>
          <TableHeader>Until</TableHeader>
          <TableHeader>Safety rules</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.recordId}>
            <TableCell sticky>
              <RecordLink patientId={patientId} recordId={line.recordId}>
                {line.content.name}
              </RecordLink>
            </TableCell>
            <TableCell className="min-w-40">{line.kind}</TableCell>
            <TableCell className="whitespace-nowrap">
              {line.content.startedOn ?? <span className="text-muted">not recorded</span>}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Until line={line} onEnd={onEnd} />
            </TableCell>
            <TableCell className="min-w-40">
              {line.findings.length === 0 ? (
                <span className="text-muted">no rule is met</span>
              ) : (
                <ul className="flex flex-col gap-1">
                  {line.findings.map(({ ruleId, title, severity }) => (
                    <li key={ruleId} className="flex flex-wrap items-center gap-2">
                      <SeverityBadge severity={severity} />
                      {title}
                    </li>
                  ))}
                </ul>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Until({ line, onEnd }: { line: ConcomitantDrugLine; onEnd: LinesProps['onEnd'] }) {
  const { ongoing, stoppedOn, name } = line.content;
  if (!ongoing) {
    return stoppedOn ?? <span className="text-muted">not recorded</span>;
  }
  return (
    <span className="flex items-center gap-2">
      still taken
      {onEnd === null ? null : (
        <Button size="small" aria-label={`Stopped on: ${name}`} onClick={() => onEnd(line)}>
          Stopped on…
        </Button>
      )}
    </span>
  );
}

type Drugs = NonNullable<RecordVisitInput['concomitantDrugs']>;

type AddProps = {
  enrollmentId: string;
  today: CivilDate;
  onSaved: (name: string, change: PlanChange) => void;
};

function AddForm({ enrollmentId, today, onSaved }: AddProps) {
  const { form, submit, isPending, failure } = useActionForm({
    schema: recordVisitInputSchema,
    defaultValues: {
      enrollmentId,
      visitedOn: today,
      concomitantDrugs: [blankDrug as Drugs[number]],
    },
    action: addDrugAction,
    onSuccess: ({ change }) =>
      onSaved(form.getValues('concomitantDrugs.0.name') ?? 'The drug', change),
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <DrugFields fields={recordFields(form, 'concomitantDrugs.0')} today={today} />
      <Buttons isPending={isPending} label="Add drug" />
    </Form>
  );
}

type EndProps = {
  line: ConcomitantDrugLine;
  today: CivilDate;
  onSaved: (change: PlanChange | null) => void;
};

function EndForm({ line, today, onSaved }: EndProps) {
  const { recordId, version, on, source, content } = line;
  const { form, submit, isPending, failure } = useActionForm({
    schema: amendRecordInputSchema,
    defaultValues: {
      recordId,
      version,
      reason: 'No longer taken',
      entry: {
        kind: 'concomitant-drug',
        on,
        source,
        content: { ...content, ongoing: false, stoppedOn: today },
      },
    },
    action: endDrugAction,
    onSuccess: ({ change }) => onSaved(change),
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <DateInput
        fields={recordFields(form, 'entry.content')}
        name="stoppedOn"
        label="Stopped on"
        today={today}
      />
      <Buttons isPending={isPending} label="Save" />
    </Form>
  );
}

function Buttons({ isPending, label }: { isPending: boolean; label: string }) {
  return (
    <DialogActions>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" variant="primary" pending={isPending}>
        {isPending ? 'Saving…' : label}
      </Button>
    </DialogActions>
  );
}
