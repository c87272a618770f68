import fs from "node:fs";
import path from "node:path";

import { sampleTenant, type TenantState } from "../../simulator/index.js";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { declared, type SingleKind } from "../faults/declared-resources.js";
import { sample } from "../support/samples.js";

/** One entry of `pulumi stack export`, as a released version wrote it. A new release adds a folder; none is ever edited. */
export interface ReleasedState {
  readonly type: string;
  readonly id: string;
  /** URN and id of the provider, joined by `::`. */
  readonly provider: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const fixtures = path.join(repositoryRoot(), "test", "upgrade", "fixtures");

/** Every release that left states, oldest first. */
export const releases: readonly string[] = fs
  .readdirSync(fixtures)
  .toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));

/** The kinds of resources that a release had. */
export function kindsOf(release: string): SingleKind[] {
  return fs
    .readdirSync(path.join(fixtures, release))
    .map((name) => path.basename(name, ".json") as SingleKind);
}

/** The file's bytes, as they were put into the repository. */
export function releasedText(release: string, kind: SingleKind): string {
  return fs.readFileSync(path.join(fixtures, release, `${kind}.json`), "utf8");
}

/** What a release wrote for a resource that is declared as in `declared`. */
export function releasedState(release: string, kind: SingleKind): ReleasedState {
  return JSON.parse(releasedText(release, kind)) as ReleasedState;
}

/** The sample tenant with the objects that the states of a release know. */
export function tenantOf(release: string): TenantState {
  const tenant = sampleTenant();
  const { destination, displayName } = declared.AccountDestination;
  tenant.accounts[0]?.Destinations.push({
    DestinationID: releasedState(release, "AccountDestination").id,
    Destination: destination,
    DestinationDisplayName: displayName,
  });
  tenant.users[0]?.DestinationList.push({
    ID: releasedState(release, "UserDestination").id,
    AccountID: sample.account,
    Destination: sample.europe,
    PackageID: sample.packageId,
  });
  tenant.computers = tenant.computers.filter(({ ComputerName }) => ComputerName !== "nas-01");
  return tenant;
}
