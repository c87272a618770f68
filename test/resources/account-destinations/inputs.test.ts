import { expect } from "chai";
import { checkAccountDestinations } from "../../../provider/resources/account-destinations/inputs.js";

const check = (inputs: Record<string, unknown>) => checkAccountDestinations({}, inputs);

describe("The inputs of an AccountDestinations", () => {
  it("pass with the bucket's name as the display name where none is given", () => {
    const destinations = { a: { destination: "one" }, b: { destination: "two", displayName: "Two" } };
    expect(check({ accountId: "a-1", destinations })).to.deep.equal({
      inputs: {
        accountId: "a-1",
        destinations: { ...destinations, a: { destination: "one", displayName: "one" } },
      },
      failures: [],
    });
  });

  it("are all reported when they are wrong, and repetitions only once the rest is right", () => {
    const one = { destination: "one" };
    expect(check({ accountId: "", destinations: { a: one, b: one, c: {} } }).failures).to.deep.equal([
      { property: "accountId", reason: "must not be empty: it is the id of a storage account" },
      { property: "destinations.c.destination", reason: "is required" },
    ]);
  });

  it("stand for one bucket each, by its exact name", () => {
    const destinations = { a: { destination: "one" }, b: { destination: "One" }, c: { destination: "one" } };
    expect(check({ accountId: "a-1", destinations }).failures).to.deep.equal([
      { property: 'destinations["c"]', reason: 'stands for the same object as "a": remove one of them' },
    ]);
  });
});
