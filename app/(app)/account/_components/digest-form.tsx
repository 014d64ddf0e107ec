'use client';

import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormCheckbox, FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { proposedSendAt, saveSubscriptionInputSchema } from '@/lib/reminders/subscription-input';
import type { SubscriptionView } from '@/lib/server/reminders/queries';
import { saveSubscriptionAction } from '../actions';

/** Whether the person wants the daily digest of one site, and what stands in it. */
export function DigestForm({ subscription }: { subscription: SubscriptionView }) {
  const { siteId, siteName, chosen } = subscription;
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: saveSubscriptionInputSchema,
    defaultValues: {
      siteId,
      wanted: chosen?.wanted ?? false,
      sendAt: chosen?.sendAt ?? proposedSendAt,
      listsStudyIds: chosen?.listsStudyIds ?? false,
    },
    action: saveSubscriptionAction,
    onSuccess: () => announce({ tone: 'done', message: `Digest of ${siteName} saved.` }),
  });
  return (
    <Form onSubmit={submit} aria-label={`Digest of ${siteName}`} className="flex flex-col gap-2">
      <FormErrorSummary form={form} failure={failure} />
      <h3 className="font-medium">{siteName}</h3>
      <FormCheckbox form={form} name="wanted" label="Send me the digest of every day" />
      <FormCheckbox
        form={form}
        name="listsStudyIds"
        label="List study ids and what is due, not only numbers"
        hint="E-mail is read on the way more easily than this program. Names never stand in it."
      />
      <div className="max-w-40">
        <FormField form={form} name="sendAt" label="Not before" hint="In the time of the site.">
          {(control) => <Input {...control} inputMode="numeric" />}
        </FormField>
      </div>
      <div>
        <Button type="submit" pending={isPending}>
          Save the digest
        </Button>
      </div>
    </Form>
  );
}
