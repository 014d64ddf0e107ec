import { Notice } from '@/app/_components/ui/notice';
import type { SignatureView } from '@/lib/course/signature-view';

const shortHash = 12;

/** Who signed, as what, when and what that says; loudly, where what is stored is not what was signed. */
export function SignatureLine({ signature }: { signature: SignatureView }) {
  const { text, hash, isIntact } = signature;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-dense">
        {text}. <span className="text-muted">Content </span>
        <code title={hash} className="text-muted">
          {hash.slice(0, shortHash)}
        </code>
      </p>
      {isIntact ? null : (
        <Notice tone="red" title="This is not what was signed: the content does not match its hash">
          Do not rely on it. The audit trail shows what was stored before, and an administrator has
          to find out who changed it.
        </Notice>
      )}
    </div>
  );
}
