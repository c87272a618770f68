import { expect } from "chai";
import type { PolicyResource } from "@pulumi/policy";
import { declaredObjects } from "../../provider/policy/declared-objects.js";

const shown = (type: string, props: Record<string, unknown>) =>
  declaredObjects({ type, name: "many", urn: "urn", props } as unknown as PolicyResource);

const key = { userId: undefined, computers: undefined };

describe("The objects that a resource stands for", () => {
  it("are its destinations, each with the storage account that they have in common", () => {
    const destinations = { a: { destination: "one" }, b: { destination: "two", accountId: "other" } };
    expect(
      shown("pulumi-nodejs:dynamic/msp360:AccountDestinations", { accountId: "a-1", destinations }),
    ).to.deep.equal(
      [
        ["a", "one"],
        ["b", "two"],
      ].map(([name = "", destination]) => ({
        kind: "AccountDestination",
        name: "many",
        urn: "urn",
        label: `AccountDestinations "many", key "${name}"`,
        ...key,
        accountId: "a-1",
        destination,
      })),
    );
  });

  it("are its assignments, each with its own user and storage account", () => {
    const entry = { userId: "u-1", accountId: "a-1", destination: "bucket" };
    expect(
      shown("pulumi-nodejs:dynamic/msp360:UserDestinations", { assignments: { a: entry } }),
    ).to.deep.equal([
      {
        kind: "UserDestination",
        name: "many",
        urn: "urn",
        label: 'UserDestinations "many", key "a"',
        ...key,
        ...entry,
      },
    ]);
  });

  it("are one for a resource for one, and none for other providers' resources", () => {
    const props = { accountId: "a-1", destination: "bucket" };
    expect(shown("pulumi-nodejs:dynamic/msp360:AccountDestination", props)).to.deep.equal([
      {
        kind: "AccountDestination",
        name: "many",
        urn: "urn",
        label: 'AccountDestination "many"',
        ...key,
        ...props,
      },
    ]);
    expect(shown("pulumi-nodejs:dynamic/other:AccountDestination", props)).to.deep.equal([]);
  });
});
