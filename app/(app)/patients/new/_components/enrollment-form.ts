import type { UseFormReturn } from 'react-hook-form';
import type { EnrollValues } from '@/lib/visits/enroll-values';

export type EnrollmentForm = UseFormReturn<EnrollValues, unknown, EnrollValues>;
