'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { hrefWith } from '@/lib/core/href';
import { type ImportKind, importKinds } from '@/lib/import/import-kinds';
import { newImportSchema } from '@/lib/import/new-import';
import { type ChosenFiles, chosenFileSchema, wholeMegabytes } from './chosen-file';
import { FileInput } from './file-input';
import { sendFile } from './send-file';
import { UploadProgress } from './upload-progress';

type Props = {
  sites: readonly {
    readonly id: string;
    readonly name: string;
    readonly kinds: readonly ImportKind[];
  }[];
  kinds: Readonly<Record<ImportKind, { readonly title: string; readonly description: string }>>;
  /** Names that are remembered. */
  sources: readonly { readonly siteId: string; readonly kind: string; readonly name: string }[];
  maximumBytes: number;
};

type Values = { siteId: string; kind: ImportKind | ''; sourceName: string; file: ChosenFiles };

export function ImportForm({ sites, kinds, sources, maximumBytes }: Props) {
  const router = useRouter();
  const sourcesId = useId();
  const [sent, setSent] = useState<{ readonly sent: number; readonly bytes: number } | null>(null);
  const isBrought = useRef(false);
  const { form, submit, isPending, failure } = useActionForm<Values, { readonly importId: string }>(
    {
      schema: schemaFor(maximumBytes),
      defaultValues: {
        siteId: sites.length === 1 ? (sites[0]?.id ?? '') : '',
        kind: '',
        sourceName: '',
        file: null,
      },
      action: async ({ values }) => {
        const [file] = values.file ?? [];
        if (file === undefined) {
          throw new Error('The schema asks for a file.');
        }
        setSent({ sent: 0, bytes: file.size });
        try {
          return await sendFile<{ readonly importId: string }>({
            address: hrefWith('/imports/upload', { site: values.siteId, kind: values.kind }),
            file,
            headers: { 'x-source-name': values.sourceName },
            onProgress: (bytes) => setSent({ sent: bytes, bytes: file.size }),
          });
        } finally {
          setSent(null);
        }
      },
      onSuccess: ({ importId }) => {
        isBrought.current = true;
        router.push(`/imports/${importId}` as Route);
      },
    },
  );
  const [siteId, kind] = useWatch({ control: form.control, name: ['siteId', 'kind'] });
  const known = sources.filter((source) => source.siteId === siteId && source.kind === kind);
  const offered = sites.find(({ id }) => id === siteId)?.kinds ?? [];
  const isBusy = isPending || isBrought.current;
  return (
    <Form
      // Enter pressed again before the next page is there brings no second file.
      onSubmit={isBrought.current ? (event) => event.preventDefault() : submit}
      className="flex flex-col gap-4"
    >
      <FormErrorSummary form={form} failure={failure} />
      {sites.length === 1 ? null : (
        <FormField form={form} name="siteId" label="Site">
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
        name="kind"
        label="What the file holds"
        hint={kind === '' ? 'A file holds one kind of thing.' : kinds[kind].description}
      >
        {(control) => (
          <Select
            {...control}
            placeholder="Choose…"
            options={offered.map((key) => ({ value: key, label: kinds[key].title }))}
          />
        )}
      </FormField>
      {kind === '' ? null : (
        <p className="-mt-2 text-dense">
          <a href={`/imports/templates/${kind}`} download className="underline">
            Download a template for {kinds[kind].title.toLowerCase()}
          </a>{' '}
          <span className="text-muted">with the titles and one row as an example</span>
        </p>
      )}
      <FormField
        form={form}
        name="file"
        label="File"
        hint={`CSV, .xlsx or a FHIR Bundle of laboratory results, up to ${wholeMegabytes(maximumBytes)}.`}
      >
        {({ defaultValue: _, ...control }) => <FileInput {...control} />}
      </FormField>
      <FormField
        form={form}
        name="sourceName"
        label="Where it comes from"
        hint="What you say about its columns is remembered under this name for the next file."
      >
        {(control) => (
          <>
            <Input {...control} list={sourcesId} />
            <datalist id={sourcesId}>
              {known.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </FormField>
      {sent === null ? null : <UploadProgress {...sent} />}
      <div>
        <Button type="submit" variant="primary" pending={isBusy}>
          {isBusy ? 'Bringing the file…' : 'Import a file'}
        </Button>
      </div>
    </Form>
  );
}

function schemaFor(maximumBytes: number): z.ZodType<unknown, Values> {
  return z.object({
    ...newImportSchema.shape,
    kind: z.enum([...importKinds, '']).refine((kind) => kind !== '', 'Choose what the file holds.'),
    file: chosenFileSchema(maximumBytes),
  });
}
