import type { ComputerSelection } from "../../computer-data/selection.js";
import { sameId } from "../../identity.js";

/** Consent to purge. */
export interface AllowedPurge {
  /** Id of the user whose data may be purged; compared without regard to case. */
  readonly userId: string;
  /** The one computer whose data may be purged; compared exactly. Default: all data of the user. */
  readonly computerName?: string;
  /** Why, such as the number of the erasure request; for readers, the rule does not look at it. */
  readonly reason?: string;
}

/** Configuration of the rule on purges. */
export interface AllowedPurges {
  /** The purges that were consented to. Default: none. */
  readonly allowedPurges?: readonly AllowedPurge[];
}

/** What the rule on purges looks at. */
export interface DeclaredPurge {
  /** When the data is purged: at once, when the resource is created, or when it is destroyed. */
  readonly purgedBy: "creation" | "removal";
  /** Whether the resource has the option `protect: true`. */
  readonly protect: boolean;
  /** Id of the user; undefined while unknown. */
  readonly userId: string | undefined;
  /** The selected computers without those that are unknown yet; undefined while unknown as a whole. */
  readonly computers: ComputerSelection | undefined;
}

/**
 * One sentence if nobody consented to the declared purge, otherwise none.
 *
 * A purge by removal is held back by `protect: true`, so that needs no entry. A purge by creation is not: `protect` keeps
 * a resource from being destroyed, not from being created. Selecting all computers needs an entry for the whole user.
 */
export function purgeViolations(purge: DeclaredPurge, { allowedPurges = [] }: AllowedPurges): string[] {
  const { purgedBy, protect, userId, computers } = purge;
  if (userId === undefined || (purgedBy === "removal" && protect)) {
    return [];
  }
  const consents = allowedPurges.filter((allowed) => sameId(allowed.userId, userId));
  if (consents.some(({ computerName }) => computerName === undefined)) {
    return [];
  }
  const names = namesWithoutConsent(computers, new Set(consents.map(({ computerName }) => computerName)));
  if (names?.length === 0) {
    return [];
  }
  const data = `the stored data of ${describe(names)} of user "${userId}"`;
  const entry = JSON.stringify({ userId, ...(names === undefined ? {} : { computerName: names[0] }) });
  const entries = names !== undefined && names.length > 1 ? `${entry}, and so on for each,` : entry;
  return [
    purgedBy === "removal"
      ? `Destroying this resource would purge ${data} for good and nothing holds that back: set the option ` +
        `protect: true, or have ${entries} added to allowedPurges.`
      : `Creating this resource purges ${data} for good and nobody consented to that: have ${entries} added to ` +
        `allowedPurges (the option protect does not hold back a creation).`,
  ];
}

/** The computers left without consent; undefined for all that the user has. */
function namesWithoutConsent(
  computers: ComputerSelection | undefined,
  allowed: ReadonlySet<string | undefined>,
): string[] | undefined {
  if (computers === "all") {
    return undefined;
  }
  if (computers === undefined) {
    // Whichever computers it will be, without any entry for the user there is no consent.
    return allowed.size === 0 ? undefined : [];
  }
  return [...new Set(computers.map(({ computerName }) => computerName))].filter((name) => !allowed.has(name));
}

function describe(names: readonly string[] | undefined): string {
  if (names === undefined) {
    return "all computers";
  }
  const more = names.length - 5;
  const shown = names
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(", ");
  return `${names.length === 1 ? "computer" : "computers"} ${shown}${more > 0 ? ` and ${String(more)} more` : ""}`;
}
