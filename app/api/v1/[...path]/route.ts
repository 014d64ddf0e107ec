import { endpoints } from '@/lib/server/api/endpoints';
import { openAddresses } from '@/lib/server/api/open-addresses';
import { toApi } from '@/lib/server/api/to-api';

export const GET = toApi(endpoints, openAddresses);
export const POST = toApi(endpoints, openAddresses);
export const PUT = toApi(endpoints, openAddresses);
