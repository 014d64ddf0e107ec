import { type ProtocolDefinition, protocolDefinitionSchema } from '../schema';
import { gonadotropinNoa } from './gonadotropin-noa';
import { isotretinoinNoa } from './isotretinoin-noa';
import { salvageMicroTese } from './salvage-micro-tese';

/** The protocols that ship with the program, in the version that new enrollments take. */
export const protocolLibrary: readonly ProtocolDefinition[] = [
  isotretinoinNoa,
  gonadotropinNoa,
  salvageMicroTese,
].map((definition) => protocolDefinitionSchema.parse(definition));
