// Short words for the safety rules of this library, so that each rule reads like a row of C§2.3 or C§3.
import type { SymptomAnswer, SymptomKey } from '@/lib/records/symptoms';
import { analytes } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { Comparator } from '@/lib/units/quantity';
import type { SafetyLevel, SafetyPredicate } from '../safety-rule-schema';
import type { SettingDefinition } from '../schema';

type Threshold = number | { readonly setting: string };

export function symptom(
  atLeast: SymptomAnswer | { readonly setting: string },
  ...keys: readonly SymptomKey[]
): SafetyPredicate {
  return { kind: 'symptom', anyOf: keys.map((key) => ({ key, atLeast })) };
}

export function lab(
  analyte: BloodAnalyteKey,
  comparison: Comparator,
  limit: Threshold,
): SafetyPredicate {
  return { kind: 'lab', analyte, comparison, limit, unit: analytes[analyte].standard.unit };
}

/** Above a multiple of the laboratory's upper limit. */
export function aboveRange(analyte: BloodAnalyteKey, times: Threshold = 1): SafetyPredicate {
  return { kind: 'lab-reference', analyte, comparison: '>', bound: 'upper', times };
}

export function belowRange(analyte: BloodAnalyteKey): SafetyPredicate {
  return { kind: 'lab-reference', analyte, comparison: '<', bound: 'lower', times: 1 };
}

export function anyOf(...of: readonly SafetyPredicate[]): SafetyPredicate {
  return { kind: 'any', of };
}

export function allOf(...of: readonly SafetyPredicate[]): SafetyPredicate {
  return { kind: 'all', of };
}

/** Days in which an amber level asks for an action: a proposal. */
const amberDays = 7;

export function informs(when: SafetyPredicate, advice: string): SafetyLevel {
  return {
    severity: 'info',
    when,
    advice,
    whoActs: 'staff',
    actWithinDays: null,
    proposes: null,
    blocksDispensing: false,
  };
}

export function cautions(
  when: SafetyPredicate,
  advice: string,
  actWithinDays: number = amberDays,
): SafetyLevel {
  return {
    severity: 'amber',
    when,
    advice,
    whoActs: 'physician',
    actWithinDays,
    proposes: null,
    blocksDispensing: false,
  };
}

/** Amber that staff can act on; a physician finds it when they did not in time. */
export function asksStaff(
  when: SafetyPredicate,
  advice: string,
  actWithinDays: number = amberDays,
): SafetyLevel {
  return { ...cautions(when, advice, actWithinDays), whoActs: 'staff' };
}

/** Red: a physician decides on the same day, and nothing is dispensed until then. */
export function proposes(
  proposal: 'hold' | 'stop',
  when: SafetyPredicate,
  advice: string,
): SafetyLevel {
  return {
    severity: 'red',
    when,
    advice,
    whoActs: 'physician',
    actWithinDays: 0,
    proposes: proposal,
    blocksDispensing: true,
  };
}

/** Red where there is no drug to hold: a physician decides on the same day. */
export function alarms(when: SafetyPredicate, advice: string): SafetyLevel {
  return { ...cautions(when, advice, 0), severity: 'red' };
}

export function limitSetting(
  key: string,
  title: string,
  unit: string,
  value: number,
  allowed: { readonly from: number; readonly to: number },
  source: string,
): SettingDefinition {
  return { key, title, type: 'number', unit, default: value, allowed, source, proposal: true };
}
