import type { Detected } from '@/lib/import/detected';
import { encodingNames, encodings } from '@/lib/import/encoding';
import { delimiterNames, delimiters } from '@/lib/import/layout';
import type { ImportView } from '@/lib/server/imports/queries';
import type { LayoutFact } from './file-step';
import { layoutQuestions } from './import-steps';

/** Rows that can be said to hold the titles, beside the one that is taken for it. */
const titleRows = 10;

/** How the file is laid out, each with what speaks for it. */
export function layoutFacts(view: ImportView): readonly LayoutFact[] {
  const { profile, settings } = view;
  const { layout, answers } = settings;
  const questions = layoutQuestions(view);
  const fact = (
    key: LayoutFact['key'],
    label: string,
    detected: Pick<Detected<unknown>, 'evidence'>,
    value: string,
    options: LayoutFact['options'],
  ): LayoutFact => {
    const question = questions.find((one) => one.key === key);
    return {
      key,
      label,
      evidence: detected.evidence,
      value,
      options,
      question: question === undefined ? null : { ...question, options },
      isAnswered: answers.confirmed.includes(key),
    };
  };
  if (profile.format === 'fhir-bundle') {
    return [];
  }
  const facts: LayoutFact[] = [];
  if (profile.encoding !== null) {
    const options = encodings.map((value) => ({ value, label: encodingNames[value] }));
    facts.push(fact('encoding', 'Letters', profile.encoding, layout.encoding, options));
  }
  if (profile.delimiter !== null) {
    const options = delimiters.map((value) => ({ value, label: delimiterNames[value] }));
    facts.push(fact('delimiter', 'Columns part at', profile.delimiter, layout.delimiter, options));
  }
  if (profile.sheets.length > 1) {
    const evidence = `The workbook has ${profile.sheets.length} sheets.`;
    const options = profile.sheets.map((label, index) => ({ value: String(index), label }));
    facts.push(fact('sheet', 'Sheet', { evidence }, String(layout.sheet), options));
  }
  const rows = Array.from({ length: Math.max(titleRows, layout.headerRow) + 1 }, (_, row) => ({
    value: String(row),
    label: row === 0 ? 'No row' : `Row ${row}`,
  }));
  facts.push(
    fact('headerRow', 'Titles stand in', profile.headerRow, String(layout.headerRow), rows),
  );
  return facts;
}
