import 'server-only';
import { openApiDocument } from '@/lib/api/openapi';
import { endpoints } from './endpoints';
import type { OpenAddress } from './to-api';

/** The description for programs; it tells of the program and not of anybody in it. */
export const openAddresses: readonly OpenAddress[] = [
  { path: '/openapi.json', answer: () => openApiDocument(endpoints) },
];
