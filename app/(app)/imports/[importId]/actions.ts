'use server';

import { toAction } from '@/lib/server/action';
import { answerImport } from '@/lib/server/imports/answer-import';
import { layOutImport } from '@/lib/server/imports/lay-out-import';
import { mapImport } from '@/lib/server/imports/map-import';
import { requestImportCheck } from '@/lib/server/imports/request-check';
import { requestImportCommit } from '@/lib/server/imports/request-commit';

export const layOutImportAction = toAction(layOutImport);
export const mapImportAction = toAction(mapImport);
export const answerImportAction = toAction(answerImport);
export const requestImportCheckAction = toAction(requestImportCheck);
export const requestImportCommitAction = toAction(requestImportCommit);
