import { type CalendarMoveKind, calendarMoveKinds } from './calendar-moves';

type Counts = Readonly<Record<CalendarMoveKind, number>>;

interface Words {
  readonly one: string;
  readonly several: (count: number) => string;
}

const words: Readonly<Record<CalendarMoveKind, Words>> = {
  'no-open-day': {
    one: '1 item has no open day in its window',
    several: (count) => `${count} items have no open day in their windows`,
  },
  agreed: {
    one: '1 date agreed with the man falls on a closed day',
    several: (count) => `${count} dates agreed with the men fall on a closed day`,
  },
  moved: {
    one: '1 item moves inside its window',
    several: (count) => `${count} items move inside their windows`,
  },
  'open-again': {
    one: '1 item stands on an open day again',
    several: (count) => `${count} items stand on open days again`,
  },
};

/** What another calendar does, one sentence for each kind; who needs a person first. */
export function describeCalendarEffect(men: number, counts: Counts): string[] {
  const sentences = calendarMoveKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => {
      const count = counts[kind];
      return `${count === 1 ? words[kind].one : words[kind].several(count)}.`;
    });
  return sentences.length === 0
    ? ['Nothing moves.']
    : [`${men} ${men === 1 ? 'man is' : 'men are'} concerned.`, ...sentences];
}
