const date = /(\d{4}-\d{2}-\d{2})/;

/** When something is due, in words, with its dates whole: a line is not broken within one. */
export function TimingText({ children }: { children: string }) {
  return children.split(date).map((part) =>
    date.test(part) ? (
      <span key={part} className="whitespace-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
