import 'server-only';
import { z } from 'zod';
import { encodeCursor, listFields } from '@/lib/api/cursor';
import { worklistView } from '@/lib/api/schemas/worklist';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { requirementKinds } from '@/lib/protocols/schema';
import { type WorklistSection, worklistGroups } from '@/lib/worklist/worklist';
import { listWork } from '../../worklist/queries';
import { chosenSiteIds } from '../chosen-sites';
import { defineEndpoint } from '../endpoint';

const { cursor } = listFields(z.int().min(2).max(1_000_000));

const worklistQuery = z
  .strictObject({
    site: z.uuid('Give the id of a site.').optional(),
    protocol: z.enum(protocolLibrary.map(({ code }) => code)).optional(),
    kind: z.enum(requirementKinds).optional(),
    mine: z.enum(['true', 'false']).default('false'),
    /** Only this group; without it all but what is snoozed, each with its first part. */
    group: z.enum(worklistGroups).optional(),
    cursor,
  })
  .refine((query) => query.cursor === undefined || query.group !== undefined, {
    path: ['group'],
    message: 'A cursor goes on with its group: give both.',
  });

export const worklistEndpoints = [
  defineEndpoint({
    name: 'getWorklist',
    method: 'GET',
    path: '/worklist',
    tag: 'Working list',
    summary: 'What is to be done today at your sites',
    permission: 'patient:read',
    query: worklistQuery,
    answer: worklistView,
    run: async ({ actor, sites, query }) => {
      const { site, protocol, kind, mine, group, cursor: page } = query;
      const siteIds = chosenSiteIds(sites, site);
      const sections = await listWork(
        actor,
        sites.filter(({ siteId }) => siteIds.includes(siteId)),
        {
          filter: {
            siteId: site ?? null,
            protocol: protocol ?? null,
            kind: kind ?? null,
            isMine: mine === 'true',
            only: group ?? null,
          },
          group: group ?? null,
          page: page ?? 1,
        },
      );
      return {
        groups: sections
          .filter((section) => group === undefined || section.group === group)
          .map(viewOf),
      };
    },
  }),
];

function viewOf({ group, total, page, pages, rows }: WorklistSection) {
  return {
    group,
    total,
    items: rows.map((row) => ({
      enrollmentId: row.enrollmentId,
      patientId: row.patientId,
      siteId: row.siteId,
      studyId: row.studyId,
      name: row.name,
      today: row.today,
      timing: row.timing,
      lastVisitOn: row.lastVisitOn,
      nextPlannedOn: row.nextPlannedOn,
      items: row.items.map((item) => ({
        source: item.source,
        id: item.id,
        title: item.title,
        severity: item.severity,
        isPartial: item.isPartial,
        note: item.note,
        on: item.on,
        closesOn: item.closesOn,
        isEscalated: item.isEscalated,
        snoozedUntil: item.snoozedUntil,
      })),
    })),
    next: page < pages ? encodeCursor(page + 1) : null,
  };
}
