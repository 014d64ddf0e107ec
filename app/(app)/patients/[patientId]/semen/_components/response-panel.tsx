import { SignatureLine } from '@/app/_components/signature-line';
import { ResponseEvidence } from '@/app/(app)/patients/[patientId]/_components/response-evidence';
import type { SignerName } from '@/lib/auth/signature';
import { changesOfResponse } from '@/lib/course/signed-basis';
import { describeSource } from '@/lib/protocols/describe-source';
import { responseStatusNames } from '@/lib/response/response';
import { storedResponse } from '@/lib/server/courses/stored-response';
import type { Chart } from '@/lib/server/patients/load-chart';
import type { SeenResponse } from '@/lib/server/responses/queries';
import { ChangesSinceSigned } from './changes-since-signed';
import { ConfirmResponseButton } from './confirm-response-button';

type Props = {
  chart: Chart;
  seen: SeenResponse | null;
  /** Null where the person may not sign. */
  signer: SignerName | null;
  /** Of the response that a physician would sign. */
  seenHash: string;
};

/** What the rule computes, from which records, and who has seen it. */
export function ResponsePanel({ chart, seen, signer, seenHash }: Props) {
  const { evaluation, summary, enrollment, loaded } = chart;
  const { response } = evaluation;
  return (
    <section aria-labelledby="response-title" className="flex flex-col gap-1">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div>
          <h2 id="response-title" className="font-semibold text-large">
            {summary.response.status}
          </h2>
          {summary.response.confidence.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {signer === null ? null : (
          <span className="ml-auto">
            <ConfirmResponseButton
              enrollmentId={enrollment.id}
              seenHash={seenHash}
              signer={signer}
              computed={response.bestResponse}
              isAgain={seen !== null}
            />
          </span>
        )}
      </div>
      <p className="text-dense">{describeSeen(seen)}</p>
      {seen === null ? null : <SignatureLine signature={seen.signature} />}
      <ChangesSinceSigned
        reason={seen?.reopenReason ?? null}
        changes={
          seen === null
            ? []
            : changesOfResponse(seen.content, storedResponse(response), loaded.course.records)
        }
      />
      <ResponseEvidence chart={chart} />
      <p className="text-dense text-muted">
        Rule {response.ruleId}, version {response.ruleVersion}. Source:{' '}
        {describeSource(loaded.protocol.definition.response.source)}
      </p>
    </section>
  );
}

function describeSeen(seen: SeenResponse | null): string {
  if (seen === null) {
    return 'No physician has signed a response yet.';
  }
  const { signed, computed, reason } = seen;
  const difference =
    computed === null || computed === signed
      ? ''
      : ` instead of "${responseStatusNames[computed]}"`;
  const why = reason === null ? '' : `: ${reason}`;
  return `Signed "${responseStatusNames[signed]}"${difference}${why}.`;
}
