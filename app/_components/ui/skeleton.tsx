import { clsx } from 'clsx';

const lineWidths = ['w-1/3', 'w-1/4', 'w-2/5', 'w-1/2'];

type Props = {
  /** As many as the list usually has, so that nothing jumps when it arrives. */
  rows: number;
  /** What is being loaded, for screen readers: "Loading patients". */
  label: string;
};

/** Stands in for a list while it loads, row for row at the height of the real ones (36 px). */
export function Skeleton({ rows, label }: Props) {
  return (
    <div role="status" className="w-full">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholder rows have no identity
          key={row}
          aria-hidden
          className="flex h-9 items-center border-line border-b px-2"
        >
          <span
            className={clsx(
              'h-3 rounded-sm bg-hover motion-safe:animate-pulse',
              lineWidths[row % lineWidths.length],
            )}
          />
        </div>
      ))}
    </div>
  );
}
