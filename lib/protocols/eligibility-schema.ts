import { z } from 'zod';

export const eligibilityCriterionSchema = z.looseObject({ key: z.string() });
