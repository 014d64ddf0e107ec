import type { PaperReading } from '../clinic-source';
import type { PublishedPaper } from '../published-paper';
import { gonadotropinReading } from './gonadotropins';
import { isotretinoinReading } from './isotretinoin';
import { salvageReading } from './salvage';

export const readings: Readonly<Record<PublishedPaper['id'], PaperReading>> = {
  S0: isotretinoinReading,
  S1: gonadotropinReading,
  S2: salvageReading,
};
