import type { Metadata } from 'next';
import { PageHeader } from '@/app/_components/ui/page-header';
import { fieldsOf, typeOf } from '@/lib/api/describe-schema';
import { tags } from '@/lib/api/endpoint';
import { describeInterface, type OperationView } from '@/lib/api/openapi';
import { endpoints } from '@/lib/server/api/endpoints';
import { requireActor } from '@/lib/server/page';
import { FieldTable } from './_components/field-table';

export const metadata: Metadata = { title: 'Interface for programs' };

export default async function ApiReferencePage() {
  await requireActor();
  const { introduction, operations, schemas } = describeInterface(endpoints);
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <section>
        <PageHeader
          title="Interface for programs"
          description="What programs can ask at /api/v1, and how."
        />
        {introduction.map((paragraph) => (
          <p key={paragraph} className="max-w-prose pb-2">
            {paragraph}
          </p>
        ))}
        <a href="/api/v1/openapi.json" className="text-accent underline">
          The same for generators of clients: OpenAPI 3.1
        </a>
      </section>
      <nav aria-label="Parts of this page">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {[...tags, 'Schemas'].map((part) => (
            <li key={part}>
              <a
                href={`#${partId(part)}`}
                className="inline-flex min-h-7 items-center text-accent underline"
              >
                {part}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {tags.map((tag) => (
        <section key={tag} id={partId(tag)} aria-label={tag} className="flex flex-col gap-6">
          <h2 className="font-semibold text-large">{tag}</h2>
          {operations
            .filter((operation) => operation.tag === tag)
            .map((operation) => (
              <Operation key={operation.name} operation={operation} />
            ))}
        </section>
      ))}
      <section id={partId('Schemas')} aria-label="Schemas" className="flex flex-col gap-6">
        <h2 className="font-semibold text-large">Schemas</h2>
        {schemas.map(({ name, description, schema }) => {
          const fields = fieldsOf(schema);
          return (
            <div key={name} id={name} className="flex flex-col gap-2">
              <h3 className="font-medium">
                <code>{name}</code>
              </h3>
              {description === '' ? null : <p className="text-muted">{description}</p>}
              {fields.length === 0 ? (
                <p>{typeOf(schema)}</p>
              ) : (
                <FieldTable label={`Fields of ${name}`} fields={fields} />
              )}
            </div>
          );
        })}
      </section>
    </div>
  );
}

/** Schemas and operations have their own names as ids. */
function partId(part: string): string {
  return `part-${part.toLowerCase().replaceAll(' ', '-')}`;
}

function Operation({ operation }: { operation: OperationView }) {
  const { name, method, path, summary, notes, parameters, body, answer } = operation;
  return (
    <article id={name} className="flex flex-col gap-2">
      <h3 className="font-medium">
        <code className="break-all">
          {method} /api/v1{path}
        </code>
      </h3>
      <p>{summary}</p>
      {notes.map((note) => (
        <p key={note} className="max-w-prose text-muted">
          {note}
        </p>
      ))}
      {parameters.length === 0 ? null : (
        <FieldTable label={`Parameters of ${name}`} fields={parameters} />
      )}
      <p>
        {body === null ? null : (
          <>
            Body: <SchemaLink name={body} />.{' '}
          </>
        )}
        Answer: {answer.isSchema ? <SchemaLink name={answer.name} /> : answer.name}.
      </p>
    </article>
  );
}

function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`#${name}`} className="text-accent underline">
      {name}
    </a>
  );
}
