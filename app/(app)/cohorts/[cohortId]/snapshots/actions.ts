'use server';

import { toAction } from '@/lib/server/action';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';

export const takeSnapshotAction = toAction(takeSnapshot);
