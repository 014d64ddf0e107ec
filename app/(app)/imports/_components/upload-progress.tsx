import { byteSize } from '@/lib/export/byte-size';

/** What of a file has left; once all of it has, the server reads what is in it. */
export function UploadProgress({ sent, bytes }: { sent: number; bytes: number }) {
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-dense text-muted">
      <progress
        className="h-1.5 w-40"
        aria-label="Sent of the file"
        value={sent}
        max={Math.max(bytes, 1)}
      />
      {sent < bytes ? `${byteSize(sent)} of ${byteSize(bytes)} sent` : 'Sent. It is being read…'}
    </p>
  );
}
