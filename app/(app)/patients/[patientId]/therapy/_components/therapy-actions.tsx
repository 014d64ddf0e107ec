'use client';

import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import { SavedChange } from '@/app/(app)/patients/[patientId]/_components/saved-change';
import type { PlanChange } from '@/lib/course/plan-change';
import type { TherapyStep } from '@/lib/safety/next-step';
import type { TherapyView } from '@/lib/therapy/therapy-view';
import { ChangeDoseForm } from './change-dose-form';
import type { ChangeFormProps } from './change-form';
import { HoldForm } from './hold-form';
import { ResumeForm } from './resume-form';
import { StartRegimenForm } from './start-regimen-form';
import { StopForm } from './stop-form';

const topics = {
  start: {
    label: 'Start therapy',
    title: 'Start therapy',
    isPrimary: true,
    Form: StartRegimenForm,
  },
  regimen: { label: 'Change regimen', title: 'Another regimen', Form: StartRegimenForm },
  dose: { label: 'Change dose', title: 'Change the dose', Form: ChangeDoseForm },
  hold: {
    label: 'Hold',
    title: 'Put therapy on hold',
    description: 'Checks and labs stay due while the drug is not given.',
    Form: HoldForm,
  },
  resume: { label: 'Resume', title: 'Resume therapy', isPrimary: true, Form: ResumeForm },
  stop: {
    label: 'Stop',
    title: 'Stop therapy for good?',
    description:
      'What hangs on the drug is no longer asked for, and follow-up begins. Started again, it is a new enrollment.',
    Form: StopForm,
  },
} as const satisfies Record<string, Topic>;

type TopicKey = keyof typeof topics;

type Topic = {
  label: string;
  isPrimary?: boolean;
  title: string;
  description?: string;
  Form: (props: ChangeFormProps) => ReactNode;
};

type Saved = { title: string; change: PlanChange };

type Props = Omit<ChangeFormProps, 'onSaved'> & {
  patientId: string;
  /** The form that stands open from the start, as a flag proposes it. */
  opened: TherapyStep | null;
};

/** What can be done about the drug now; after a save, what that did to the plan. */
export function TherapyActions({ enrollmentId, view, flag, patientId, opened }: Props) {
  const [saved, setSaved] = useState<Saved | null>(null);
  return (
    <div className="flex flex-col gap-3">
      {saved === null ? null : <SavedChange key={saved.title} {...saved} />}
      {flag === null ? null : (
        <Notice
          tone="info"
          title={saved === null ? `Because of the flag “${flag.title}”` : 'The flag is still open'}
        >
          {saved === null ? (
            flag.message
          ) : (
            <Link
              href={`/patients/${patientId}/flags`}
              className="text-accent underline underline-offset-2"
            >
              Close “{flag.title}” with what was done
            </Link>
          )}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {topicsFor(view).map((key) => (
          <TopicDialog
            key={key}
            topic={topics[key]}
            startsOpen={key === opened}
            enrollmentId={enrollmentId}
            view={view}
            flag={key === opened ? flag : null}
            onSaved={(title, change) => setSaved({ title, change })}
          />
        ))}
      </div>
    </div>
  );
}

type TopicDialogProps = ChangeFormProps & { topic: Topic; startsOpen: boolean };

function TopicDialog({ topic, startsOpen, onSaved, ...rest }: TopicDialogProps) {
  const [isOpen, setIsOpen] = useState(startsOpen);
  const { label, title, description, isPrimary = false, Form } = topic;
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button variant={isPrimary ? 'primary' : 'secondary'}>{label}</Button>}
      title={title}
      description={description}
    >
      <Form
        {...rest}
        onSaved={(savedTitle, change) => {
          setIsOpen(false);
          onSaved(savedTitle, change);
        }}
      />
    </GuardedDialog>
  );
}

function topicsFor({ state, regimens, firstDoseOn, currentDoses }: TherapyView): TopicKey[] {
  const regimen: TopicKey[] = regimens.length > 1 ? ['regimen'] : [];
  const dose: TopicKey[] = currentDoses.length > 0 ? ['dose'] : [];
  switch (state) {
    case 'not-started':
      return firstDoseOn === null ? ['start'] : [];
    case 'in-progress':
      return [...regimen, ...dose, 'hold', 'stop'];
    case 'on-hold':
      return ['resume', ...regimen, ...dose, 'stop'];
    case 'stopped':
    case 'not-known':
      return [];
  }
}
