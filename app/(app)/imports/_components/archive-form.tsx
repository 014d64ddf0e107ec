'use client';

import { useRef, useState } from 'react';
import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { ActionResult } from '@/lib/core/action-result';
import { hrefWith } from '@/lib/core/href';
import type { KeptArchive } from '@/lib/server/archive/keep-archive';
import { requestArchiveImportAction } from '../actions';
import { type ChosenFiles, chosenFileSchema, wholeMegabytes } from './chosen-file';
import { FileInput } from './file-input';
import { sendFile } from './send-file';
import { UploadProgress } from './upload-progress';

type Props = {
  /** Without patients. */
  sites: readonly { readonly id: string; readonly name: string }[];
  maximumBytes: number;
};

type Values = { siteId: string; file: ChosenFiles; fromSite: string };

interface Brought {
  readonly file: File;
  readonly siteId: string;
  readonly kept: KeptArchive;
}

export function ArchiveForm({ sites, maximumBytes }: Props) {
  const announce = useAnnounce();
  const brought = useRef<Brought | null>(null);
  const [offered, setOffered] = useState<readonly string[]>([]);
  const [sent, setSent] = useState<{ readonly sent: number; readonly bytes: number } | null>(null);

  const bring = async (file: File, siteId: string): Promise<ActionResult<KeptArchive>> => {
    const before = brought.current;
    if (before?.file === file && before.siteId === siteId) {
      return { ok: true, data: before.kept };
    }
    setSent({ sent: 0, bytes: file.size });
    try {
      const answer = await sendFile<KeptArchive>({
        address: hrefWith('/imports/upload/archive', { site: siteId }),
        file,
        onProgress: (bytes) => setSent({ sent: bytes, bytes: file.size }),
      });
      if (answer.ok) {
        brought.current = { file, siteId, kept: answer.data };
      }
      return answer;
    } finally {
      setSent(null);
    }
  };

  const { form, submit, isPending, failure } = useActionForm<Values, { readonly jobId: string }>({
    schema: schemaFor(maximumBytes),
    defaultValues: {
      siteId: sites.length === 1 ? (sites[0]?.id ?? '') : '',
      file: null,
      fromSite: '',
    },
    action: async ({ submissionId, values: { siteId, file: files, fromSite } }) => {
      const [file] = files ?? [];
      if (file === undefined) {
        throw new Error('The schema asks for a file.');
      }
      const answer = await bring(file, siteId);
      if (!answer.ok) {
        return answer;
      }
      const { fileId, sites: codes } = answer.data;
      if (codes.length > 1 && !codes.includes(fromSite)) {
        setOffered(codes);
        return {
          ok: false,
          error: {
            code: 'INVALID_INPUT',
            message: 'The archive holds men of several sites. They come one site at a time.',
            fieldErrors: { fromSite: ['Choose whose men come.'] },
          },
        };
      }
      return await requestArchiveImportAction({
        submissionId,
        values: { siteId, fileId, fromSite: codes.length > 1 ? fromSite : null },
      });
    },
    onSuccess: () => announce({ tone: 'done', message: 'The archive is being read.' }),
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      {sites.length === 1 ? null : (
        <FormField form={form} name="siteId" label="Into the site">
          {(control) => (
            <Select
              {...control}
              placeholder="Choose…"
              options={sites.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </FormField>
      )}
      <FormField
        form={form}
        name="file"
        label="Archive"
        hint={`The ZIP file that was exported as a study archive, up to ${wholeMegabytes(maximumBytes)}.`}
      >
        {({ defaultValue: _, ...control }) => <FileInput {...control} />}
      </FormField>
      {offered.length === 0 ? null : (
        <FormField form={form} name="fromSite" label="Men of the archive’s site">
          {(control) => (
            <Select
              {...control}
              placeholder="Choose…"
              options={offered.map((code) => ({ value: code, label: code }))}
            />
          )}
        </FormField>
      )}
      {sent === null ? null : <UploadProgress {...sent} />}
      <div>
        <Button type="submit" pending={isPending}>
          {isPending ? 'Bringing the archive…' : 'Import the archive'}
        </Button>
      </div>
    </Form>
  );
}

function schemaFor(maximumBytes: number): z.ZodType<unknown, Values> {
  return z.object({
    siteId: z.uuid('Choose a site.'),
    file: chosenFileSchema(maximumBytes),
    fromSite: z.string(),
  });
}
