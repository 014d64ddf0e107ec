import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { FlowNode } from '@/lib/outcomes/participant-flow';

type Step = { node: FlowNode; depth: number; parent: FlowNode | null };

const indents = ['', 'pl-4', 'pl-8', 'pl-12', 'pl-16', 'pl-20'];

/** Where everybody went, indented; the parts of each line add up to it. */
export function FlowTable({ flow }: { flow: FlowNode }) {
  return (
    <section aria-labelledby="flow">
      <h2 id="flow" className="font-semibold text-large">
        Participant flow
      </h2>
      <p className="max-w-prose pb-2 text-muted">
        From screening to analysis; the indented lines under a line add up to it. Everybody enrolled
        is analyzed by intention to treat.
      </p>
      <div className="max-w-3xl">
        <Table label="Steps of the participant flow">
          <TableHead>
            <TableRow>
              <TableHeader sticky>Step</TableHeader>
              <TableHeader numeric>Men</TableHeader>
              <TableHeader>Part of</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {stepsOf(flow, 0, null).map(({ node, depth, parent }) => (
              <TableRow key={node.key}>
                <TableCell sticky>
                  <span className={`block ${indents[Math.min(depth, indents.length - 1)]}`}>
                    {node.label}
                  </span>
                </TableCell>
                <TableCell numeric className="font-medium tabular-nums">
                  {node.count}
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted tabular-nums">
                  {parent === null ? 'everybody looked at' : `${parent.label}: ${parent.count}`}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}

function stepsOf(node: FlowNode, depth: number, parent: FlowNode | null): Step[] {
  return [{ node, depth, parent }, ...node.parts.flatMap((part) => stepsOf(part, depth + 1, node))];
}
