import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { PictureNumbers } from '@/lib/analysis/pictures/picture-numbers';

const indents = ['', 'pl-4', 'pl-8', 'pl-12', 'pl-16', 'pl-20', 'pl-24'];

interface PictureTableProps {
  /** Of the picture. */
  readonly title: string;
  readonly numbers: PictureNumbers;
}

/** The numbers of a picture, for those who cannot see it and for copying. */
export function PictureTable({ title, numbers: { columns, rows } }: PictureTableProps) {
  return (
    <Table label={`Numbers: ${title}`}>
      <TableHead>
        <TableRow>
          {columns.map(({ text, isNumeric }, index) => (
            <TableHeader key={text} numeric={isNumeric} sticky={index === 0}>
              {text}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ key, indent, cells }) => (
          <TableRow key={key}>
            {cells.map((cell, index) => (
              <TableCell
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                key={index}
                numeric={columns[index]?.isNumeric}
                sticky={index === 0}
              >
                {index === 0 && indent > 0 ? (
                  <span className={`block ${indents[Math.min(indent, indents.length - 1)]}`}>
                    {cell}
                  </span>
                ) : (
                  cell
                )}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
