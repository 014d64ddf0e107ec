import { endpoints } from '@/lib/server/api/endpoints';
import { toApi } from '@/lib/server/api/to-api';

export const GET = toApi(endpoints, []);
export const POST = toApi(endpoints, []);
export const PUT = toApi(endpoints, []);
