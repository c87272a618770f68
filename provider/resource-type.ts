/** The kinds of resources: the name of the class and of the export of `pulumi-msp360/host` that serves it. */
export const resourceKinds = {
  AccountDestination: "accountDestination",
  AccountDestinations: "accountDestinations",
  UserDestination: "userDestination",
  UserDestinations: "userDestinations",
  UserComputerData: "userComputerData",
  UserComputerDataPurge: "userComputerDataPurge",
} as const;

/** The name of a resource class. */
export type ResourceKind = keyof typeof resourceKinds;

/** The type token of a resource class; state and policies know it by this. */
export function typeToken<Kind extends ResourceKind>(kind: Kind): `pulumi-nodejs:dynamic/msp360:${Kind}` {
  return `pulumi-nodejs:dynamic/msp360:${kind}`;
}

/**
 * The text that the state keeps of a resource's provider. The dynamic-provider host runs it, in later releases too: it
 * never changes, and what it requires is never renamed or removed.
 */
export function providerText(kind: ResourceKind): string {
  return `exports.handler=()=>require("pulumi-msp360/host").${resourceKinds[kind]}`;
}
