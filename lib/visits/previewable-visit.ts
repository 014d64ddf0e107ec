import { type RecordVisitInput, recordVisitInputSchema } from '@/lib/records/visit';

/**
 * The part of a half-typed visit that can be judged already: whatever the schema objects to is left out,
 * a single lab row as well as a whole section. Null while the visit has no date of its own yet.
 */
export function previewableVisit(input: RecordVisitInput): RecordVisitInput | null {
  const checked = recordVisitInputSchema.safeParse(input);
  if (checked.success) {
    return input;
  }
  const paths = checked.error.issues.map(({ path }) => path);
  if (paths.some(([section]) => section === 'enrollmentId' || section === 'visitedOn')) {
    return null;
  }
  const pruned = prune(input, paths);
  return recordVisitInputSchema.safeParse(pruned).success ? pruned : null;
}

type Path = readonly PropertyKey[];

function prune(input: RecordVisitInput, paths: readonly Path[]): RecordVisitInput {
  const isFaulty = (...start: Path) =>
    paths.some((path) => start.every((step, position) => path[position] === step));
  const kept = <Item>(section: string, items: readonly Item[] | undefined) =>
    (items ?? []).filter((_item, index) => !isFaulty(section, index));
  return {
    ...input,
    note: isFaulty('note') ? '' : (input.note ?? ''),
    symptomCheck: isFaulty('symptomCheck') ? null : input.symptomCheck,
    vitalSigns: isFaulty('vitalSigns') ? null : input.vitalSigns,
    questionnaire: isFaulty('questionnaire') ? null : input.questionnaire,
    postOperativeCheck: isFaulty('postOperativeCheck') ? null : input.postOperativeCheck,
    remsCheck: isFaulty('remsCheck') ? null : input.remsCheck,
    dispensing: isFaulty('dispensing') ? null : input.dispensing,
    drugReturn: isFaulty('drugReturn') ? null : input.drugReturn,
    labReports: (input.labReports ?? []).flatMap((report, index) => {
      const results = report.results.filter(
        (_row, row) => !isFaulty('labReports', index, 'results', row),
      );
      const isReadable = !['collectedOn', 'collectedAt', 'laboratory'].some((field) =>
        isFaulty('labReports', index, field),
      );
      return isReadable && results.some(({ value }) => value.trim() !== '')
        ? [{ ...report, results }]
        : [];
    }),
    semenAnalyses: kept('semenAnalyses', input.semenAnalyses),
    findings: kept('findings', input.findings),
    procedures: kept('procedures', input.procedures),
    concomitantDrugs: kept('concomitantDrugs', input.concomitantDrugs),
  };
}
