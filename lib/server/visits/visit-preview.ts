import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { recordVisitInputSchema } from '@/lib/records/visit';
import type { VisitPreview } from '@/lib/visits/visit-preview';
import { AppError } from '../app-error';
import type { Command, ExecuteOptions } from '../command';
import { previewVisit } from './preview-visit';

/** The preview as an action answers it: it reads, and a refusal is part of the answer. */
export const visitPreview: Command<VisitPreview> = {
  name: 'visit.preview',
  execute: async (actor, input, options) => await previewWithRefusals(actor, input, options),
};

async function previewWithRefusals(
  actor: Actor,
  input: unknown,
  options: ExecuteOptions,
): Promise<VisitPreview> {
  try {
    const { change, suggested } = await previewVisit.execute(actor, input, options);
    return { change, suggested, refusals: [] };
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    const refusals = Object.values(error.fieldErrors ?? {}).flat();
    switch (error.code) {
      case 'DISPENSING_BLOCKED': {
        const undispensed = { ...asObject(input), dispensing: null };
        if (!recordVisitInputSchema.safeParse(undispensed).success) {
          // The supply was all that there is.
          return { change: null, suggested: [], refusals };
        }
        const rest = await previewWithRefusals(actor, undispensed, options);
        return { ...rest, refusals: [...refusals, ...rest.refusals] };
      }
      case 'INVALID_INPUT':
      case 'DUPLICATE':
        return { change: null, suggested: [], refusals };
      default:
        throw error;
    }
  }
}

function asObject(input: unknown): object {
  return typeof input === 'object' && input !== null ? input : {};
}
