/** An open flag that a hold, a stop or a change of dose answers. */
export interface LeadingFlag {
  readonly id: string;
  readonly title: string;
  readonly message: string;
}
