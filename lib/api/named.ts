import { z } from 'zod';

/** The schemas that the description of the interface names; everything else stands where it is used. */
export const namedSchemas = z.registry<{ readonly id: string; readonly description?: string }>();

/** An object of an answer: it has these fields and no others. */
export function named<Shape extends z.ZodRawShape>(
  id: string,
  description: string,
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const schema = z.strictObject(shape);
  namedSchemas.add(schema, { id, description });
  return schema;
}
