/** 45 CFR 164.514(b)(2)(i)(C): all ages over 89 are one group, of 90 or older. */
export const oldestStatedAge = 89;
export const groupOfOlder = 90;

/** In whole years; 90 stands for 90 and older. */
export function groupedAge(age: number): number {
  return age > oldestStatedAge ? groupOfOlder : age;
}
