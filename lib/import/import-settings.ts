import { z } from 'zod';
import { typedLine } from '@/lib/core/typed-text';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { unitCodes } from '@/lib/units/unit-codes';
import { dateOrders, serialEpochs } from './date-format';
import { encodings } from './encoding';
import { delimiters } from './layout';
import { decimalSigns } from './number-format';

export const maximumColumns = 500;

/** How the bytes become a table: of a workbook only the sheet and the row of the titles count. */
export const importLayoutSchema = z.object({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  /** Position among the sheets, from 0. */
  sheet: z.int().min(0).max(1000),
  /** From 1; 0 where no row names the columns. */
  headerRow: z.int().min(0).max(100),
});
export type ImportLayout = z.output<typeof importLayoutSchema>;

const fieldKey = z.string().min(1).max(80);

/** Which column is which field, and what holds for every row. */
export const columnMappingSchema = z.object({
  columns: z
    .array(
      z.object({
        column: z.int().min(0).max(maximumColumns),
        title: z.string().max(500),
        field: fieldKey,
      }),
    )
    .max(maximumColumns),
  constants: z.record(fieldKey, typedLine(500)),
  /** Titles of a remembered file that were nothing. */
  ignored: z.array(z.string().max(500)).max(maximumColumns).default([]),
});
export type ColumnMapping = z.output<typeof columnMappingSchema>;

/** What a person says about the file where it can be read in two ways. */
export const importAnswersSchema = z.object({
  dateOrder: z.enum(dateOrders).nullable(),
  epoch: z.enum(serialEpochs).nullable(),
  decimalSign: z.enum(decimalSigns),
  /** Of results that come without one. */
  units: z.partialRecord(z.enum(bloodAnalyteKeys), z.enum(unitCodes)),
  /** Values that are unusual, or look like another unit, have been compared with their source. */
  acceptUnusual: z.boolean(),
  /** Keys of the questions that a person has answered. */
  confirmed: z.array(z.string().max(80)).max(100),
});
export type ImportAnswers = z.output<typeof importAnswersSchema>;

/** Every choice of one import; it is remembered under the name of its source. */
export const importSettingsSchema = z.object({
  layout: importLayoutSchema,
  mapping: columnMappingSchema,
  answers: importAnswersSchema,
});
export type ImportSettings = z.output<typeof importSettingsSchema>;
