import { enrollmentOutcomes, withdrawalCategories } from '@/lib/enrollment/enrollment-outcome';
import { whyEnded } from '@/lib/outcomes/participant-flow';
import {
  type FlowFork,
  type FlowGroup,
  type FlowPlan,
  type FlowStep,
  type FlowValue,
  flowColumns,
} from './flow';

/** Not a column of the data: how an enrollment stands or why it ended, in words, from the three below. */
const endReason = 'end_reason';
const endColumns = ['status', 'end_category', 'end_adverse_event'] as const;

const endedEarly = {
  key: 'ended-early',
  label: 'Ended early',
  where: { status: enrollmentOutcomes.filter((outcome) => outcome !== 'completed') },
  linesBy: endReason,
} as const;

const stillOn = {
  key: 'still-on',
  label: 'Still on the protocol',
  where: { status: ['active'] },
} as const;

const noFirstDose = {
  key: 'no-first-dose',
  label: 'No first dose',
  where: { first_dose_given: [false] },
  linesBy: endReason,
} as const;

const otherCategories = { categories: null, label: 'Not enrolled' } as const;

/** S0 (C§7.7): a drop-out, the completers, sperm in the ejaculate, repeat micro-TESE of those without. */
const isotretinoin: FlowPlan = {
  screened: 'Screened',
  screening: [{ ...otherCategories, remaining: null }],
  enrolled: {
    key: 'enrolled',
    label: 'Enrolled',
    where: {},
    next: {
      beside: [noFirstDose],
      below: [
        {
          key: 'first-dose',
          label: 'First dose',
          where: {},
          onlyIfSomebodyLeaves: true,
          next: {
            beside: [endedEarly, stillOn],
            below: [
              {
                key: 'completed',
                label: 'Completed',
                where: {},
                linesBy: 'semen_category',
                next: ejaculateFork(),
              },
            ],
            otherwise: 'Status not recorded',
          },
        },
      ],
      otherwise: 'First dose not recorded',
    },
  },
};

function ejaculateFork(): FlowFork {
  return {
    beside: [],
    below: [
      {
        key: 'ejaculated-sperm',
        label: 'Response: sperm in the ejaculate',
        where: { ejaculated_sperm: [true] },
        linesBy: 'semen_category',
        evenIfEmpty: true,
      },
      {
        key: 'no-ejaculated-sperm',
        label: 'No response: no sperm in the ejaculate',
        where: { ejaculated_sperm: [false] },
        linesBy: 'semen_category',
        evenIfEmpty: true,
        next: {
          beside: [],
          below: [
            {
              key: 'repeat-retrieval',
              label: 'Repeat micro-TESE or other retrieval',
              where: { retrieval_attempted: [true] },
              next: {
                beside: [],
                below: [
                  {
                    key: 'sufficient',
                    label: 'Sufficient sperm (partial response)',
                    where: { retrieval_sufficient: [true] },
                    evenIfEmpty: true,
                  },
                  {
                    key: 'not-sufficient',
                    label: 'No sufficient sperm',
                    where: { retrieval_sufficient: [false] },
                    evenIfEmpty: true,
                  },
                ],
                otherwise: 'Whether sperm sufficed not recorded',
              },
            },
            { key: 'no-retrieval', label: 'No repeat retrieval', where: {} },
          ],
          otherwise: 'Retrieval not recorded',
        },
      },
    ],
    otherwise: 'Response not evaluable',
  };
}

/** S1 (C§7.7): donor sperm and the excluded above, both arms down to micro-TESE, the retrieved together. */
const gonadotropins: FlowPlan = {
  screened: 'Screened',
  screening: [
    {
      categories: ['donor-sperm'],
      label: 'Chose donor sperm',
      remaining: 'Proposed for micro-TESE',
    },
    { ...otherCategories, label: 'Excluded', remaining: null },
  ],
  enrolled: {
    key: 'enrolled',
    label: 'Enrolled',
    where: {},
    next: {
      beside: [],
      below: [
        {
          key: 'gonadotropins',
          label: 'Gonadotropins',
          where: { arm: ['gonadotropins'] },
          next: {
            beside: [
              noFirstDose,
              {
                key: 'ejaculated-sperm',
                label: 'Sperm in the ejaculate',
                where: { ejaculated_sperm: [true] },
              },
            ],
            below: [microTese('Micro-TESE after gonadotropins')],
            otherwise: 'No micro-TESE',
          },
        },
        {
          key: 'none',
          label: 'No gonadotropins',
          where: { arm: ['none'] },
          next: { beside: [], below: [microTese('Micro-TESE')], otherwise: 'No micro-TESE' },
        },
      ],
      otherwise: 'Another arm',
    },
  },
  joined: {
    from: ['sperm-found'],
    step: {
      key: 'retrieved',
      label: 'Sperm retrieved, both arms',
      where: {},
      next: {
        beside: [],
        below: [
          {
            key: 'icsi',
            label: 'ICSI',
            where: { icsi_done: [true] },
            evenIfEmpty: true,
            next: {
              beside: [],
              below: [
                {
                  key: 'live-birth',
                  label: 'Live birth',
                  where: { live_birth: [true] },
                  evenIfEmpty: true,
                },
                {
                  key: 'no-live-birth',
                  label: 'No live birth',
                  where: { live_birth: [false] },
                  evenIfEmpty: true,
                },
              ],
              otherwise: 'Outcome of ICSI not known',
            },
          },
          { key: 'no-icsi', label: 'No ICSI', where: { icsi_done: [false] } },
        ],
        otherwise: 'ICSI not recorded',
      },
    },
  },
};

function microTese(label: string): FlowStep {
  return {
    key: 'micro-tese',
    label,
    where: { retrieval_attempted: [true] },
    evenIfEmpty: true,
    next: {
      beside: [],
      below: [
        {
          key: 'sperm-found',
          label: 'Sperm retrieved',
          where: { sperm_retrieved: [true] },
          evenIfEmpty: true,
        },
        {
          key: 'no-sperm-found',
          label: 'No sperm retrieved',
          where: { sperm_retrieved: [false] },
          evenIfEmpty: true,
        },
      ],
      otherwise: 'Result not recorded',
    },
  };
}

/** S2 (C§7.7): those without an earlier failed retrieval above, success by the earlier procedure below. */
const salvage: FlowPlan = {
  screened: 'Screened',
  screening: [
    {
      categories: ['no-failed-retrieval'],
      label: 'No earlier failed retrieval',
      remaining: 'Earlier retrieval failed',
    },
    { ...otherCategories, remaining: null },
  ],
  enrolled: {
    key: 'enrolled',
    label: 'Enrolled after a failed retrieval',
    where: {},
    linesBy: 'prior_retrieval_kind',
    next: {
      beside: [
        {
          key: 'not-operated',
          label: 'No salvage micro-TESE',
          where: { retrieval_attempted: [false, null] },
          linesBy: endReason,
        },
      ],
      below: [
        {
          key: 'operated',
          label: 'Salvage micro-TESE',
          where: {},
          onlyIfSomebodyLeaves: true,
          linesBy: 'prior_retrieval_kind',
          next: {
            beside: [],
            below: [
              {
                key: 'sperm-found',
                label: 'Sperm found',
                where: { sperm_retrieved: [true] },
                linesBy: 'prior_retrieval_kind',
                evenIfEmpty: true,
              },
              {
                key: 'no-sperm-found',
                label: 'No sperm found',
                where: { sperm_retrieved: [false] },
                linesBy: 'prior_retrieval_kind',
                evenIfEmpty: true,
              },
            ],
            otherwise: 'Result not recorded',
          },
        },
      ],
      otherwise: 'Operation not recorded',
    },
  },
};

/** A protocol without a plan of its own: first dose, completion, response. */
const anyProtocol: FlowPlan = {
  screened: 'Screened',
  screening: [{ ...otherCategories, remaining: null }],
  enrolled: {
    key: 'enrolled',
    label: 'Enrolled',
    where: {},
    linesBy: 'arm',
    next: {
      beside: [endedEarly, stillOn],
      below: [{ key: 'completed', label: 'Completed', where: {}, linesBy: 'best_response' }],
      otherwise: 'Status not recorded',
    },
  },
};

const plans: ReadonlyMap<string, FlowPlan> = new Map([
  ['isotretinoin-noa', isotretinoin],
  ['gonadotropin-noa', gonadotropins],
  ['salvage-micro-tese', salvage],
]);

export function flowPlanOf(protocolCode: string): FlowPlan {
  return plans.get(protocolCode) ?? anyProtocol;
}

/** The columns of the frozen data to count the men by. */
export function flowDataColumns(plan: FlowPlan): string[] {
  return flowColumns(plan).flatMap((column) => (column === endReason ? endColumns : [column]));
}

/** The groups with the reason of the end in words. */
export function withEndReasons(groups: readonly FlowGroup[]): FlowGroup[] {
  return groups.map(({ values, men }) => ({
    values: { ...values, [endReason]: endReasonOf(values) },
    men,
  }));
}

function endReasonOf(values: FlowGroup['values']): FlowValue {
  const status = (['active', ...enrollmentOutcomes] as const).find((it) => it === values['status']);
  const endCategory = withdrawalCategories.find((it) => it === values['end_category']) ?? null;
  const event = values['end_adverse_event'] ?? null;
  return status === undefined
    ? null
    : whyEnded({ status, endCategory, endAdverseEvent: event === null ? null : String(event) });
}
