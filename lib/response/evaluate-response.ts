import { assertNever } from '@/lib/core/assert-never';
import type { ResponseRule, SettingValues } from '@/lib/protocols/schema';
import { evaluatePairRule } from './evaluate-pair-rule';
import { evaluateEjaculatedRule, evaluateRetrievedRule } from './evaluate-retrieval-rule';
import type { Response, ResponseInput } from './response';

/**
 * The outcome of one enrollment by its protocol's rule (engine §5). A function of the facts alone:
 * the order of entry cannot matter, and a voided record leaves no trace. `settings` are resolved ones.
 */
export function evaluateResponse(
  rule: ResponseRule,
  settings: SettingValues,
  input: ResponseInput,
): Response {
  switch (rule.kind) {
    case 'consecutive-motile-pair':
      return evaluatePairRule(rule, settings, input);
    case 'ejaculated-then-retrieved':
      return evaluateEjaculatedRule(rule, settings, input);
    case 'retrieved':
      return evaluateRetrievedRule(rule, input);
    default:
      return assertNever(rule);
  }
}
