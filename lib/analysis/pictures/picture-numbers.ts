import type { Flow, FlowBox } from '../flow';
import { digitsFor, percentText, ratioText, roundedText } from '../number-text';
import type { CannotSay } from '../results';
import type { CountText } from './flow-layout';
import type { ForestPicture } from './forest';
import type { KaplanMeierPicture } from './kaplan-meier';
import type { LabMoment, LabPanel } from './lab-lines';
import type { ResponseTimePicture } from './response-time';
import { type TmcPicture, tmcLaneNames } from './tmc-by-responder';

/** The numbers of a picture as a table: what stands in a cell is text already. */
export interface PictureNumbers {
  readonly columns: readonly { readonly text: string; readonly isNumeric: boolean }[];
  readonly rows: readonly {
    readonly key: string;
    /** Of the first cell, by how many steps. */
    readonly indent: number;
    readonly cells: readonly string[];
  }[];
}

const word = (text: string) => ({ text, isNumeric: false });
const figure = (text: string) => ({ text, isNumeric: true });

/** Each box under the one that it is a part of; boxes at the side are no different here. */
export function flowNumbers({ root, joined }: Flow, countText: CountText): PictureNumbers {
  const rowsOf = (box: FlowBox, above: FlowBox | null, indent: number): PictureNumbers['rows'] => [
    {
      key: box.key,
      indent,
      cells: [box.label, countText(box), above === null ? 'everybody here' : above.label],
    },
    ...box.lines.map((line) => ({
      key: line.key,
      indent: indent + 1,
      cells: [line.label, countText(line), box.label],
    })),
    ...[...box.beside, ...box.below].flatMap((part) => rowsOf(part, box, indent + 1)),
  ];
  return {
    columns: [word('Box'), figure('Men'), word('Of')],
    rows: [...rowsOf(root, null, 0), ...(joined === null ? [] : rowsOf(joined.box, null, 0))],
  };
}

export function tmcNumbers({ men, lanes }: TmcPicture): PictureNumbers {
  return {
    columns: [
      word('Study id'),
      figure('Mean of two highest TMC, sperm'),
      word('Counts of his samples, sperm (study day)'),
      ...lanes.map((lane) => figure(`Samples: ${tmcLaneNames[lane]}`)),
    ],
    rows: men.map((man) => ({
      key: man.subject,
      indent: 0,
      cells: [
        man.subject,
        man.tmcResponse === null ? 'not computable' : countOf(man.tmcResponse),
        man.counted.length === 0
          ? 'none'
          : man.counted
              .map(({ tmc, studyDay }) => `${countOf(tmc)} (${studyDay ?? 'day not known'})`)
              .join('; '),
        ...lanes.map((lane) => String(man.lanes[lane])),
      ],
    })),
  };
}

export function responseTimeNumbers({ months }: ResponseTimePicture): PictureNumbers {
  return {
    columns: [word('Month'), figure('Responders'), figure('Up to and including it')],
    rows: months.map(({ month, responders, cumulative }) => ({
      key: String(month),
      indent: 0,
      cells: [String(month), String(responders), String(cumulative)],
    })),
  };
}

export function kaplanMeierNumbers(
  { curves }: KaplanMeierPicture,
  timeUnit: string,
): PictureNumbers {
  return {
    columns: [
      word('Group'),
      figure(timeUnit),
      figure('At risk'),
      figure('Events'),
      figure('Censored'),
      figure('Share with the event'),
      figure('95% interval'),
    ],
    rows: curves.flatMap(({ key, label, points }) =>
      points.map(({ time, atRisk, events, censored, cumulative, low, high }) => ({
        key: `${key}:${time}`,
        indent: 0,
        cells: [
          label,
          roundedText(time, 0),
          String(atRisk),
          String(events),
          String(censored),
          percentText(cumulative),
          low === null || high === null
            ? 'nobody left to say'
            : `${percentText(low)} to ${percentText(high)}`,
        ],
      })),
    ),
  };
}

export function forestNumbers(
  { rows }: ForestPicture,
  reasonText: (reason: CannotSay) => string,
): PictureNumbers {
  return {
    columns: [
      word('Estimate'),
      word('Interval'),
      figure('Odds ratio'),
      figure('From'),
      figure('To'),
    ],
    rows: rows.map(({ key, label, method, ratio }) => ({
      key,
      indent: 0,
      cells: [
        label,
        method,
        ...(ratio.kind === 'ratio'
          ? [ratio.value, ratio.low, ratio.high].map(ratioText)
          : [reasonText(ratio.reason), '', '']),
      ],
    })),
  };
}

/** A row for each man drawn; the first two are the means of all pairs. */
export function labNumbers(panels: readonly LabPanel[]): PictureNumbers {
  const subjects = [
    ...new Set(panels.flatMap(({ lines }) => lines.map(({ subject }) => subject))),
  ].sort();
  const moments = (name: string, momentOf: (panel: LabPanel) => LabMoment | null) => ({
    key: name,
    indent: 0,
    cells: [name, ...panels.map((panel) => momentText(momentOf(panel), panel))],
  });
  return {
    columns: [
      word('Study id'),
      ...panels.map(({ label, unit }) => figure(unit === '' ? label : `${label}, ${unit}`)),
    ],
    rows: [
      moments('Mean ± SD before', ({ before }) => before),
      moments('Mean ± SD on treatment', ({ after }) => after),
      ...subjects.map((subject) => ({
        key: subject,
        indent: 0,
        cells: [
          subject,
          ...panels.map(({ lines }) => {
            const own = lines.find((line) => line.subject === subject);
            return own === undefined
              ? 'no pair'
              : `${valueText(own.before)} → ${valueText(own.after)}`;
          }),
        ],
      })),
    ],
  };
}

function momentText(moment: LabMoment | null, { axis }: LabPanel): string {
  if (moment === null) {
    return 'no mean';
  }
  const digits = digitsFor(axis);
  const mean = roundedText(moment.mean, digits);
  return moment.sd === null ? mean : `${mean} ± ${roundedText(moment.sd, digits)}`;
}

/** As recorded, without the noise of a conversion. */
function valueText(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function countOf(sperm: number): string {
  return sperm.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
