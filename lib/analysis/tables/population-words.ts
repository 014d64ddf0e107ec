import type { Population } from '../plan-options';

export const populationWords: Readonly<Record<Population, string>> = {
  all: 'Everybody in the snapshot',
  completers: 'Men who completed the protocol',
  treated: 'Men who were treated',
};
