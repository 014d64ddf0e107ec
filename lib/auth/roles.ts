/** A role is held at one site; the same person may hold different roles at different sites. */
export const roles = ['staff', 'physician', 'coordinator', 'administrator'] as const;
export type Role = (typeof roles)[number];
