/**
 * How numbers of R are written. One rounding rule: the number is taken to 15 significant digits, as R writes it, and
 * that decimal is rounded half away from zero (docs/decisions/035). 115 of 368 is 31.25%, so 31.3%.
 */
const significantDigits = 15;

export function roundedText(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value)
    .toExponential(significantDigits - 1)
    .split('e');
  const figures = BigInt(mantissa.replace('.', ''));
  const shift = digits + Number(exponent) - (significantDigits - 1);
  const scaled = shift >= 0 ? figures * 10n ** BigInt(shift) : halfAwayFromZero(figures, -shift);
  const text = scaled.toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${value < 0 && scaled > 0n ? '−' : ''}${whole}${fraction}`;
}

function halfAwayFromZero(figures: bigint, dropped: number): bigint {
  const unit = 10n ** BigInt(dropped);
  return (figures * 2n + unit) / (unit * 2n);
}

/** A proportion between 0 and 1 as a percentage. */
export function percentText(proportion: number, digits = 1): string {
  return `${roundedText(timesHundred(proportion), digits)}%`;
}

/** The decimal of R's 15 digits times 100, so that a half stays a half. */
function timesHundred(proportion: number): number {
  const [mantissa = '', exponent = '0'] = proportion
    .toExponential(significantDigits - 1)
    .split('e');
  return Number(`${mantissa}e${Number(exponent) + 2}`);
}

/** "<0.001", "0.006", ">0.999". */
export function pText(p: number): string {
  if (p < 0.001) {
    return '<0.001';
  }
  return p > 0.999 ? '>0.999' : roundedText(p, 3);
}

/** Inside a line of text: "p = 0.006", "p < 0.001". */
export function pEquals(p: number): string {
  const text = pText(p);
  return /^[<>]/.test(text) ? `p ${text.charAt(0)} ${text.slice(1)}` : `p = ${text}`;
}

/** Decimals for a value of a size: three figures where it has no more before the point, at most two decimals. */
export function digitsFor(values: readonly number[]): number {
  const largest = Math.max(0, ...values.map(Math.abs));
  if (largest >= 100) {
    return 0;
  }
  return largest >= 10 ? 1 : 2;
}

/** An odds ratio or another ratio: two decimals, three figures below 0.1, "<0.001" and ">999" beyond. */
export function ratioText(ratio: number): string {
  if (ratio > 999) {
    return '>999';
  }
  if (ratio >= 0.1) {
    return roundedText(ratio, ratio >= 100 ? 0 : 2);
  }
  return ratio < 0.001 && ratio > 0 ? '<0.001' : roundedText(ratio, ratio === 0 ? 2 : 3);
}

export function countText(count: number): string {
  return roundedText(count, 0);
}
