import { z } from 'zod';

export const safetyRuleSchema = z.looseObject({ id: z.string() });
