'use server';

import { toAction } from '@/lib/server/action';
import { enrollPatient } from '@/lib/server/patients/enroll-patient';

export const enrollPatientAction = toAction(enrollPatient);
