import type { Route } from 'next';
import Link from 'next/link';
import type { ResponseDescription } from '@/lib/response/describe-response';

type Props = { patientId: string; response: ResponseDescription };

export function ResponseSummary({ patientId, response }: Props) {
  return (
    <section aria-labelledby="response-title">
      <h2 id="response-title" className="pb-1 font-semibold">
        Response
      </h2>
      <p>{response.status}</p>
      {response.confidence.map((sentence) => (
        <p key={sentence} className="text-dense text-muted">
          {sentence}
        </p>
      ))}
      <Link href={`/patients/${patientId}/semen` as Route} className="text-accent text-dense">
        See the evidence
      </Link>
    </section>
  );
}
