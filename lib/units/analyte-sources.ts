// What the source tags of the analyte table stand for (research register of C§9).

export const analyteSources = {
  GK: 'general knowledge, not verified',
  R3: 'LOINC 2.67 code-to-unit table (LHNCBC/loinc-mapping-validator)',
  R4: 'a FHIR terminology file with semen LOINC codes',
  R5: 'laboratory interface sources naming blood count codes',
  R6: 'a list of the 2,000 most used LOINC codes',
  R7: 'TheJacksonLaboratory/loinc2hpoAnnotation',
  W45: 'stlukescedarrapids.testcatalog.org, testosterone',
  W46: 'labcorp.com, test 19696',
  W47: 'ltd.aruplab.com, test 0070193; labcatalog.net, test 20739',
  W48: 'hcup-us.ahrq.gov, LOINC map',
  W49: 'hl7.org, FHIR DSTU1 quantitative laboratory codes',
  W50: 'reference ranges page of a public encyclopedia',
  W51: 'ucl.testcatalog.org, test 023',
  W53: 'page on LOINC 40695-9',
  W55: 'WHO manual 6th edition limits, first page',
  W56: 'WHO manual 6th edition limits, second page',
  W57: 'WHO manual 5th edition limits, a laboratory page',
  W58: 'Cooper and others, Human Reproduction Update 2010, abstract',
} as const;
export type AnalyteSource = keyof typeof analyteSources;
