interface Edition {
  /** Of the protocol. */
  readonly protocolVersion: string;
  /** Of the settings profile. */
  readonly name: string;
  readonly version: number;
}

/** "version 1.1, settings “clinic” version 2". */
export function describeEdition({ protocolVersion, name, version }: Edition): string {
  return `version ${protocolVersion}, settings “${name}” version ${version}`;
}
