import type { ComputerSelection, SelectedComputer } from "../../computer-data/selection.js";
import { sameId } from "../../identity.js";

/** The kinds of objects of the service that resources stand for, by the name of the class that stands for one. */
export type ObjectKind =
  "AccountDestination" | "UserDestination" | "UserComputerData" | "UserComputerDataPurge";

/** Configuration of the rule on natural keys. */
export interface ExemptResources {
  /** Names or URNs of resources that the rule leaves out. Default: none. */
  readonly exemptResources?: readonly string[];
}

/** One object that a program declares; properties that are unknown yet are undefined. */
export interface DeclaredObject {
  readonly kind: ObjectKind;
  /** Name of the resource in the program that declares it. */
  readonly name: string;
  /** URN of that resource. */
  readonly urn: string;
  /** How messages name the declaration: `UserDestination "charlie"`. */
  readonly label: string;
  readonly accountId?: string | undefined;
  readonly userId?: string | undefined;
  readonly destination?: string | undefined;
  /** The selected computers without those that are unknown yet. */
  readonly computers?: ComputerSelection | undefined;
}

/** A resource that stands for something that another one stands for already. */
export interface NaturalKeyViolation {
  /** The later one of the two. */
  readonly urn: string;
  readonly message: string;
}

/**
 * A sentence for each declaration that stands for the same object of the service as one before it, in the order of URNs.
 *
 * It makes no difference whether a resource stands for one object or, as one of many, for several.
 *
 * The natural keys: storage account and bucket of an `AccountDestination`; user, storage account and bucket of a
 * `UserDestination`; user and selected computers of a `UserComputerData` and of a `UserComputerDataPurge`. The kinds do
 * not collide with each other: a standing `UserComputerData` and an order to purge one of its computers go together. Nor
 * do the providers keep apart: ids of two MBS accounts differ anyway.
 */
export function naturalKeyViolations(
  resources: readonly DeclaredObject[],
  { exemptResources = [] }: ExemptResources,
): NaturalKeyViolation[] {
  const exempt = new Set(exemptResources);
  const claims = new Map<string, DeclaredObject[]>();
  const violations: NaturalKeyViolation[] = [];
  // Resources come in the order in which the engine got through with them, which differs from run to run.
  for (const resource of resources.toSorted((one, other) => (one.urn < other.urn ? -1 : 1))) {
    const key = naturalKey(resource);
    if (key === undefined || exempt.has(resource.name) || exempt.has(resource.urn)) {
      continue;
    }
    const sameKey = claims.get(key) ?? [];
    const earlier = sameKey.find((claim) => collide(claim, resource));
    if (earlier !== undefined) {
      violations.push({ urn: resource.urn, message: describe(resource, earlier) });
    }
    claims.set(key, [...sameKey, resource]);
  }
  return violations;
}

/** The part of the natural key that can be looked up; undefined while a part of it is unknown. */
function naturalKey({ kind, accountId, userId, destination }: DeclaredObject): string | undefined {
  const parts = {
    AccountDestination: [folded(accountId), destination],
    UserDestination: [folded(userId), folded(accountId), destination],
    UserComputerData: [folded(userId)],
    UserComputerDataPurge: [folded(userId)],
  }[kind];
  return parts.includes(undefined) ? undefined : JSON.stringify([kind, ...parts]);
}

/** Ids compare without regard to case. */
function folded(id: string | undefined): string | undefined {
  return id?.toLowerCase();
}

function collide(one: DeclaredObject, other: DeclaredObject): boolean {
  return one.kind === "AccountDestination" || one.kind === "UserDestination"
    ? true
    : overlap(one.computers ?? [], other.computers ?? []);
}

function overlap(one: ComputerSelection, other: ComputerSelection): boolean {
  if (one === "all" || other === "all") {
    return one.length > 0 && other.length > 0;
  }
  return one.some((computer) => other.some((candidate) => shareData(computer, candidate)));
}

function shareData(one: SelectedComputer, other: SelectedComputer): boolean {
  return (
    one.computerName === other.computerName &&
    (one.destinationId === undefined ||
      other.destinationId === undefined ||
      sameId(one.destinationId, other.destinationId))
  );
}

function describe(resource: DeclaredObject, earlier: DeclaredObject): string {
  const { accountId = "", userId = "", destination = "" } = resource;
  const object = {
    AccountDestination: `bucket "${destination}" of storage account "${accountId}"`,
    UserDestination: `bucket "${destination}" of storage account "${accountId}" for user "${userId}"`,
    UserComputerData: `computers of user "${userId}"`,
    UserComputerDataPurge: `computers of user "${userId}"`,
  }[resource.kind];
  return (
    `${resource.label} stands for ${object} that ${earlier.label} stands for already, so the two would ` +
    `work against each other: remove one of them, or have one added to exemptResources.`
  );
}
