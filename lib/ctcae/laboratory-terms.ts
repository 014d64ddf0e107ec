// CTCAE terms that a laboratory value can suggest, with the cut-offs of each version. Thresholds of
// CTCAE v5.0 (27 November 2017) and v6.0; sources R1 and R2 are named in term.ts.
// Grade in the reported unit: the columns are not conversions of each other (C§4.2).
import type { CtcaeLaboratoryTerm } from './term';

export const ctcaeLaboratoryTerms: readonly CtcaeLaboratoryTerm[] = [
  {
    key: 'hypertriglyceridemia',
    term: 'Hypertriglyceridemia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['triglycerides'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: 'mg/dL', ge: 150, le: 300 },
              { unit: 'mmol/L', ge: 1.71, le: 3.42 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: 'mg/dL', gt: 300, le: 500 },
              { unit: 'mmol/L', gt: 3.42, le: 5.7 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: 'mg/dL', gt: 500, le: 1000 },
              { unit: 'mmol/L', gt: 5.7, le: 11.4 },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { unit: 'mg/dL', gt: 1000 },
              { unit: 'mmol/L', gt: 11.4 },
            ],
            alternatives: ['life-threatening'],
          },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
    note: 'The printed wording includes exactly 150 mg/dL (1.71 mmol/L), which is followed here; R2 excludes it. Grade 1 does not depend on the ULN.',
  },
  {
    key: 'cholesterol_high',
    term: 'Cholesterol high',
    systemOrganClass: 'Investigations',
    analytes: ['cholesterol_total'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: 'mg/dL', gt: 'ULN', le: 300 },
              { unit: 'mmol/L', gt: 'ULN', le: 7.75 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: 'mg/dL', gt: 300, le: 400 },
              { unit: 'mmol/L', gt: 7.75, le: 10.34 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: 'mg/dL', gt: 400, le: 500 },
              { unit: 'mmol/L', gt: 10.34, le: 12.92 },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { unit: 'mg/dL', gt: 500 },
              { unit: 'mmol/L', gt: 12.92 },
            ],
            alternatives: [],
          },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
  },
  {
    key: 'aspartate_aminotransferase_increased',
    term: 'Aspartate aminotransferase increased',
    systemOrganClass: 'Investigations',
    analytes: ['ast'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { times: 'ULN', gt: 1, le: 3, when: 'baseline-normal' },
              { times: 'baseline', ge: 1.5, le: 3, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { times: 'ULN', gt: 3, le: 5, when: 'baseline-normal' },
              { times: 'baseline', gt: 3, le: 5, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 5, le: 20, when: 'baseline-normal' },
              { times: 'baseline', gt: 5, le: 20, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { times: 'ULN', gt: 20, when: 'baseline-normal' },
              { times: 'baseline', gt: 20, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: {
            criteria: [
              { times: 'ULN', gt: 1, le: 3, when: 'baseline-normal-or-low' },
              { times: 'baseline', ge: 1, le: 1.5, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { times: 'ULN', gt: 3, le: 5, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 1.5, le: 2, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 5, le: 20, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 2, le: 4, when: 'baseline-above-ULN-up-to-5xULN' },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { times: 'ULN', gt: 20, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 4, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
        },
      },
    },
  },
  {
    key: 'alanine_aminotransferase_increased',
    term: 'Alanine aminotransferase increased',
    systemOrganClass: 'Investigations',
    analytes: ['alt'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { times: 'ULN', gt: 1, le: 3, when: 'baseline-normal' },
              { times: 'baseline', ge: 1.5, le: 3, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { times: 'ULN', gt: 3, le: 5, when: 'baseline-normal' },
              { times: 'baseline', gt: 3, le: 5, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 5, le: 20, when: 'baseline-normal' },
              { times: 'baseline', gt: 5, le: 20, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { times: 'ULN', gt: 20, when: 'baseline-normal' },
              { times: 'baseline', gt: 20, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: {
            criteria: [
              { times: 'ULN', gt: 1, le: 3, when: 'baseline-normal-or-low' },
              { times: 'baseline', ge: 1, le: 1.5, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { times: 'ULN', gt: 3, le: 5, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 1.5, le: 2, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 5, le: 20, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 2, le: 4, when: 'baseline-above-ULN-up-to-5xULN' },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { times: 'ULN', gt: 20, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 4, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
        },
      },
    },
  },
  {
    key: 'creatinine_increased',
    term: 'Creatinine increased',
    systemOrganClass: 'Investigations',
    analytes: ['creatinine'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ times: 'ULN', gt: 1, le: 1.5 }], alternatives: [] },
          2: {
            criteria: [
              { times: 'baseline', gt: 1.5, le: 3 },
              { times: 'ULN', gt: 1.5, le: 3 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'baseline', gt: 3 },
              { times: 'ULN', gt: 3, le: 6 },
            ],
            alternatives: [],
          },
          4: { criteria: [{ times: 'ULN', gt: 6 }], alternatives: [] },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: { criteria: [{ times: 'ULN', gt: 1, le: 1.5 }], alternatives: [] },
          2: {
            criteria: [
              { times: 'baseline', gt: 1.5, le: 3, when: 'baseline-below-LLN' },
              { times: 'ULN', gt: 1.5, le: 3 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'baseline', gt: 3, when: 'baseline-below-LLN' },
              { times: 'ULN', gt: 3, le: 6 },
            ],
            alternatives: [],
          },
          4: { criteria: [{ times: 'ULN', gt: 6 }], alternatives: [] },
        },
      },
    },
    note: 'Version 6.0 does not say what is multiplied when the baseline is below the LLN; R2 multiplies the baseline.',
  },
  {
    key: 'anemia',
    term: 'Anemia',
    systemOrganClass: 'Blood and lymphatic system disorders',
    analytes: ['hemoglobin'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: 'g/dL', lt: 'LLN', ge: 10 },
              { unit: 'mmol/L', lt: 'LLN', ge: 6.2 },
              { unit: 'g/L', lt: 'LLN', ge: 100 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: 'g/dL', lt: 10, ge: 8 },
              { unit: 'mmol/L', lt: 6.2, ge: 4.9 },
              { unit: 'g/L', lt: 100, ge: 80 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: 'g/dL', lt: 8 },
              { unit: 'mmol/L', lt: 4.9 },
              { unit: 'g/L', lt: 80 },
            ],
            alternatives: ['transfusion-indicated'],
          },
          4: { criteria: [], alternatives: ['life-threatening', 'urgent-intervention'] },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
  },
  {
    key: 'hemoglobin_increased',
    term: 'Hemoglobin increased',
    systemOrganClass: 'Investigations',
    usedFor: ['raised hematocrit'],
    analytes: ['hemoglobin'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ unit: 'g/dL', gt: 0, le: 2, measure: 'increase' }], alternatives: [] },
          2: { criteria: [{ unit: 'g/dL', gt: 2, le: 4, measure: 'increase' }], alternatives: [] },
          3: { criteria: [{ unit: 'g/dL', gt: 4, measure: 'increase' }], alternatives: [] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
    note: 'R1 names only an increase, R2 an increase above the ULN. A rise from baseline alone is not an adverse event.',
  },
  {
    key: 'white_blood_cell_decreased',
    term: 'White blood cell decreased',
    systemOrganClass: 'Investigations',
    analytes: ['wbc'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: '/mm3', lt: 'LLN', ge: 3000 },
              { unit: '10*9/L', lt: 'LLN', ge: 3 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: '/mm3', lt: 3000, ge: 2000 },
              { unit: '10*9/L', lt: 3, ge: 2 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: '/mm3', lt: 2000, ge: 1000 },
              { unit: '10*9/L', lt: 2, ge: 1 },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { unit: '/mm3', lt: 1000 },
              { unit: '10*9/L', lt: 1 },
            ],
            alternatives: [],
          },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
  },
  {
    key: 'neutrophil_count_decreased',
    term: 'Neutrophil count decreased',
    systemOrganClass: 'Investigations',
    analytes: ['neutrophils'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: '/mm3', lt: 'LLN', ge: 1500 },
              { unit: '10*9/L', lt: 'LLN', ge: 1.5 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: '/mm3', lt: 1500, ge: 1000 },
              { unit: '10*9/L', lt: 1.5, ge: 1 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: '/mm3', lt: 1000, ge: 500 },
              { unit: '10*9/L', lt: 1, ge: 0.5 },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { unit: '/mm3', lt: 500 },
              { unit: '10*9/L', lt: 0.5 },
            ],
            alternatives: [],
          },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: '/mm3', lt: 1500, ge: 1000 },
              { unit: '10*9/L', lt: 1.5, ge: 1 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: '/mm3', lt: 1000, ge: 500 },
              { unit: '10*9/L', lt: 1, ge: 0.5 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: '/mm3', lt: 500, ge: 100 },
              { unit: '10*9/L', lt: 0.5, ge: 0.1 },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { unit: '/mm3', lt: 100 },
              { unit: '10*9/L', lt: 0.1 },
            ],
            alternatives: [],
          },
        },
      },
    },
  },
  {
    key: 'platelet_count_decreased',
    term: 'Platelet count decreased',
    systemOrganClass: 'Investigations',
    analytes: ['platelets'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: '/mm3', lt: 'LLN', ge: 75000 },
              { unit: '10*9/L', lt: 'LLN', ge: 75 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: '/mm3', lt: 75000, ge: 50000 },
              { unit: '10*9/L', lt: 75, ge: 50 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: '/mm3', lt: 50000, ge: 25000 },
              { unit: '10*9/L', lt: 50, ge: 25 },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { unit: '/mm3', lt: 25000 },
              { unit: '10*9/L', lt: 25 },
            ],
            alternatives: [],
          },
        },
      },
      '6.0': { status: 'absent', replacedBy: 'thrombocytopenia' },
    },
  },
  {
    key: 'cpk_increased',
    term: 'CPK increased',
    systemOrganClass: 'Investigations',
    analytes: ['ck'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ times: 'ULN', gt: 1, le: 2.5 }], alternatives: [] },
          2: { criteria: [{ times: 'ULN', gt: 2.5, le: 5 }], alternatives: [] },
          3: { criteria: [{ times: 'ULN', gt: 5, le: 10 }], alternatives: [] },
          4: { criteria: [{ times: 'ULN', gt: 10 }], alternatives: [] },
        },
      },
      '6.0': { status: 'unknown' },
    },
    note: 'Whether version 6.0 dropped or renamed it is not known.',
  },
  {
    key: 'lipase_increased',
    term: 'Lipase increased',
    systemOrganClass: 'Investigations',
    analytes: ['lipase'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ times: 'ULN', gt: 1, le: 1.5 }], alternatives: [] },
          2: {
            criteria: [
              { times: 'ULN', gt: 1.5, le: 2 },
              { times: 'ULN', gt: 2, le: 5, when: 'asymptomatic' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 2, le: 5, when: 'symptomatic' },
              { times: 'ULN', gt: 5, when: 'asymptomatic' },
            ],
            alternatives: [],
          },
          4: { criteria: [{ times: 'ULN', gt: 5, when: 'symptomatic' }], alternatives: [] },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: { criteria: [{ times: 'ULN', gt: 1, le: 1.5 }], alternatives: [] },
          2: {
            criteria: [
              { times: 'ULN', gt: 1.5, le: 3 },
              { times: 'ULN', gt: 3, le: 5, when: 'asymptomatic' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 3, le: 5, when: 'symptomatic' },
              { times: 'ULN', gt: 5, when: 'asymptomatic' },
            ],
            alternatives: [],
          },
          4: { criteria: [{ times: 'ULN', gt: 5, when: 'symptomatic' }], alternatives: [] },
        },
      },
    },
  },
  {
    key: 'serum_amylase_increased',
    term: 'Serum amylase increased',
    systemOrganClass: 'Investigations',
    analytes: ['amylase'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ times: 'ULN', gt: 1, le: 1.5 }], alternatives: [] },
          2: {
            criteria: [
              { times: 'ULN', gt: 1.5, le: 2 },
              { times: 'ULN', gt: 2, le: 5, when: 'asymptomatic' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 2, le: 5, when: 'symptomatic' },
              { times: 'ULN', gt: 5, when: 'asymptomatic' },
            ],
            alternatives: [],
          },
          4: { criteria: [{ times: 'ULN', gt: 5, when: 'symptomatic' }], alternatives: [] },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: { criteria: [{ times: 'ULN', gt: 1, le: 1.5 }], alternatives: [] },
          2: {
            criteria: [
              { times: 'ULN', gt: 1.5, le: 2 },
              { times: 'ULN', gt: 2, le: 5, when: 'asymptomatic-or-mild-symptoms' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 2, le: 5, when: 'moderate-or-severe-symptoms' },
              { times: 'ULN', gt: 5, when: 'asymptomatic' },
            ],
            alternatives: [],
          },
          4: { criteria: [{ times: 'ULN', gt: 5, when: 'symptomatic' }], alternatives: [] },
        },
      },
    },
  },
  {
    key: 'blood_bilirubin_increased',
    term: 'Blood bilirubin increased',
    systemOrganClass: 'Investigations',
    analytes: ['bilirubin_total'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { times: 'ULN', gt: 1, le: 1.5, when: 'baseline-normal' },
              { times: 'baseline', gt: 1, le: 1.5, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { times: 'ULN', gt: 1.5, le: 3, when: 'baseline-normal' },
              { times: 'baseline', gt: 1.5, le: 3, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 3, le: 10, when: 'baseline-normal' },
              { times: 'baseline', gt: 3, le: 10, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { times: 'ULN', gt: 10, when: 'baseline-normal' },
              { times: 'baseline', gt: 10, when: 'baseline-abnormal' },
            ],
            alternatives: [],
          },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: {
            criteria: [
              { times: 'ULN', gt: 1, le: 1.5, when: 'baseline-normal-or-low' },
              { times: 'baseline', ge: 1, le: 1.5, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { times: 'ULN', gt: 1.5, le: 3, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 1.5, le: 2.5, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { times: 'ULN', gt: 3, le: 10, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 2.5, le: 10, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { times: 'ULN', gt: 10, when: 'baseline-normal-or-low' },
              { times: 'baseline', gt: 10, when: 'baseline-above-ULN' },
            ],
            alternatives: [],
          },
        },
      },
    },
  },
  {
    key: 'hyperkalemia',
    term: 'Hyperkalemia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['potassium'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ unit: 'mmol/L', gt: 'ULN', le: 5.5 }], alternatives: [] },
          2: {
            criteria: [{ unit: 'mmol/L', gt: 5.5, le: 6 }],
            alternatives: ['intervention-started'],
          },
          3: { criteria: [{ unit: 'mmol/L', gt: 6, le: 7 }], alternatives: ['hospitalization'] },
          4: { criteria: [{ unit: 'mmol/L', gt: 7 }], alternatives: ['life-threatening'] },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
  },
  {
    key: 'hypokalemia',
    term: 'Hypokalemia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['potassium'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ unit: 'mmol/L', lt: 'LLN', ge: 3 }], alternatives: [] },
          2: {
            criteria: [{ unit: 'mmol/L', lt: 'LLN', ge: 3, when: 'symptomatic' }],
            alternatives: ['intervention-indicated'],
          },
          3: { criteria: [{ unit: 'mmol/L', lt: 3, ge: 2.5 }], alternatives: ['hospitalization'] },
          4: { criteria: [{ unit: 'mmol/L', lt: 2.5 }], alternatives: ['life-threatening'] },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
  },
  {
    key: 'hypernatremia',
    term: 'Hypernatremia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['sodium'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ unit: 'mmol/L', gt: 'ULN', le: 150 }], alternatives: [] },
          2: {
            criteria: [{ unit: 'mmol/L', gt: 150, le: 155 }],
            alternatives: ['intervention-started'],
          },
          3: {
            criteria: [{ unit: 'mmol/L', gt: 155, le: 160 }],
            alternatives: ['hospitalization'],
          },
          4: { criteria: [{ unit: 'mmol/L', gt: 160 }], alternatives: ['life-threatening'] },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
  },
  {
    key: 'hyponatremia',
    term: 'Hyponatremia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['sodium'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: { criteria: [{ unit: 'mmol/L', lt: 'LLN', ge: 130 }], alternatives: [] },
          2: {
            criteria: [{ unit: 'mmol/L', ge: 125, le: 129, when: 'asymptomatic' }],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: 'mmol/L', ge: 125, le: 129, when: 'symptomatic' },
              { unit: 'mmol/L', ge: 120, le: 124 },
            ],
            alternatives: [],
          },
          4: { criteria: [{ unit: 'mmol/L', lt: 120 }], alternatives: ['life-threatening'] },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: { criteria: [{ unit: 'mmol/L', lt: 'LLN', ge: 130 }], alternatives: [] },
          2: {
            criteria: [{ unit: 'mmol/L', ge: 125, lt: 130, when: 'asymptomatic' }],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: 'mmol/L', ge: 125, lt: 130, when: 'symptomatic' },
              { unit: 'mmol/L', ge: 120, lt: 125 },
            ],
            alternatives: [],
          },
          4: { criteria: [{ unit: 'mmol/L', lt: 120 }], alternatives: ['life-threatening'] },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
    },
    note: 'Version 5.0 leaves values between 129 and 130 and between 124 and 125 mmol/L without a grade.',
  },
  {
    key: 'hypercalcemia',
    term: 'Hypercalcemia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['calcium'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: 'mg/dL', gt: 'ULN', le: 11.5 },
              { unit: 'mmol/L', gt: 'ULN', le: 2.9 },
              { unit: 'mmol/L', gt: 'ULN', le: 1.5, specimen: 'ionized' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: 'mg/dL', gt: 11.5, le: 12.5 },
              { unit: 'mmol/L', gt: 2.9, le: 3.1 },
              { unit: 'mmol/L', gt: 1.5, le: 1.6, specimen: 'ionized' },
            ],
            alternatives: ['symptomatic'],
          },
          3: {
            criteria: [
              { unit: 'mg/dL', gt: 12.5, le: 13.5 },
              { unit: 'mmol/L', gt: 3.1, le: 3.4 },
              { unit: 'mmol/L', gt: 1.6, le: 1.8, specimen: 'ionized' },
            ],
            alternatives: ['hospitalization'],
          },
          4: {
            criteria: [
              { unit: 'mg/dL', gt: 13.5 },
              { unit: 'mmol/L', gt: 3.4 },
              { unit: 'mmol/L', gt: 1.8, specimen: 'ionized' },
            ],
            alternatives: ['life-threatening'],
          },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
    note: 'Without specimen the value is albumin-corrected serum calcium.',
  },
  {
    key: 'hypocalcemia',
    term: 'Hypocalcemia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['calcium'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: 'mg/dL', lt: 'LLN', ge: 8 },
              { unit: 'mmol/L', lt: 'LLN', ge: 2 },
              { unit: 'mmol/L', lt: 'LLN', ge: 1, specimen: 'ionized' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: 'mg/dL', lt: 8, ge: 7 },
              { unit: 'mmol/L', lt: 2, ge: 1.75 },
              { unit: 'mmol/L', lt: 1, ge: 0.9, specimen: 'ionized' },
            ],
            alternatives: ['symptomatic'],
          },
          3: {
            criteria: [
              { unit: 'mg/dL', lt: 7, ge: 6 },
              { unit: 'mmol/L', lt: 1.75, ge: 1.5 },
              { unit: 'mmol/L', lt: 0.9, ge: 0.8, specimen: 'ionized' },
            ],
            alternatives: ['hospitalization'],
          },
          4: {
            criteria: [
              { unit: 'mg/dL', lt: 6 },
              { unit: 'mmol/L', lt: 1.5 },
              { unit: 'mmol/L', lt: 0.8, specimen: 'ionized' },
            ],
            alternatives: ['life-threatening'],
          },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
    note: 'Without specimen the value is albumin-corrected serum calcium.',
  },
  {
    key: 'hypoglycemia',
    term: 'Hypoglycemia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['glucose'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1', 'R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: 'mg/dL', lt: 'LLN', ge: 55 },
              { unit: 'mmol/L', lt: 'LLN', ge: 3 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: 'mg/dL', lt: 55, ge: 40 },
              { unit: 'mmol/L', lt: 3, ge: 2.2 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: 'mg/dL', lt: 40, ge: 30 },
              { unit: 'mmol/L', lt: 2.2, ge: 1.7 },
            ],
            alternatives: [],
          },
          4: {
            criteria: [
              { unit: 'mg/dL', lt: 30 },
              { unit: 'mmol/L', lt: 1.7 },
            ],
            alternatives: ['life-threatening', 'seizures'],
          },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': { status: 'same-as-5.0', sources: ['R2'] },
    },
  },
  {
    key: 'hyperglycemia',
    term: 'Hyperglycemia',
    systemOrganClass: 'Metabolism and nutrition disorders',
    analytes: ['glucose'],
    editions: {
      '5.0': {
        status: 'defined',
        sources: ['R1'],
        byGrade: {
          1: { criteria: [], alternatives: ['above-baseline-no-intervention'] },
          2: {
            criteria: [],
            alternatives: ['diabetes-management-change', 'oral-drug-started', 'diabetes-workup'],
          },
          3: { criteria: [], alternatives: ['insulin-started', 'hospitalization'] },
          4: { criteria: [], alternatives: ['life-threatening', 'urgent-intervention'] },
          5: { criteria: [], alternatives: ['death'] },
        },
      },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: 'mg/dL', gt: 'ULN', le: 160, when: 'fasting' },
              { unit: 'mmol/L', gt: 'ULN', le: 8.9, when: 'fasting' },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: 'mg/dL', gt: 160, le: 250, when: 'fasting' },
              { unit: 'mmol/L', gt: 8.9, le: 13.9, when: 'fasting' },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: 'mg/dL', gt: 250, le: 500 },
              { unit: 'mmol/L', gt: 13.9, le: 27.8 },
            ],
            alternatives: ['hospitalization'],
          },
          4: {
            criteria: [
              { unit: 'mg/dL', gt: 500 },
              { unit: 'mmol/L', gt: 27.8 },
            ],
            alternatives: ['life-threatening'],
          },
        },
      },
    },
    note: 'Version 5.0 has no numeric threshold, so glucose alone never suggests a grade; 6.0 needs a fasting sample for grades 1 and 2.',
  },
  {
    key: 'thrombocytopenia',
    term: 'Thrombocytopenia',
    systemOrganClass: 'Blood and lymphatic system disorders',
    analytes: ['platelets'],
    editions: {
      '5.0': { status: 'absent', replacedBy: null },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: {
          1: {
            criteria: [
              { unit: '/mm3', lt: 'LLN', ge: 75000 },
              { unit: '10*9/L', lt: 'LLN', ge: 75 },
            ],
            alternatives: [],
          },
          2: {
            criteria: [
              { unit: '/mm3', lt: 75000, ge: 50000 },
              { unit: '10*9/L', lt: 75, ge: 50 },
            ],
            alternatives: [],
          },
          3: {
            criteria: [
              { unit: '/mm3', lt: 50000, ge: 10000 },
              { unit: '10*9/L', lt: 50, ge: 10 },
            ],
            alternatives: ['transfusion-indicated'],
          },
          4: {
            criteria: [
              { unit: '/mm3', lt: 10000 },
              { unit: '10*9/L', lt: 10 },
            ],
            alternatives: ['life-threatening', 'urgent-intervention'],
          },
        },
      },
    },
    note: 'R2 prints grade 4 in 10*9/L without its sign; read as below, as in the arm per mm3.',
  },
  {
    key: 'hdl_decreased',
    term: 'HDL decreased',
    systemOrganClass: 'Investigations',
    analytes: ['hdl'],
    editions: {
      '5.0': { status: 'absent', replacedBy: null },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: { 1: { criteria: [{ unit: null, lt: 'LLN' }], alternatives: [] } },
      },
    },
  },
  {
    key: 'ldl_increased',
    term: 'LDL increased',
    systemOrganClass: 'Investigations',
    analytes: ['ldl'],
    editions: {
      '5.0': { status: 'absent', replacedBy: null },
      '6.0': {
        status: 'defined',
        sources: ['R2'],
        byGrade: { 1: { criteria: [{ unit: null, gt: 'ULN' }], alternatives: [] } },
      },
    },
  },
];
