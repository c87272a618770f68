import { expect } from "chai";
import { checkAccountDestination } from "../../../provider/resources/account-destination/inputs.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const right = { accountId: "a-1", destination: "bucket", displayName: "Bucket", adopt: true };
const check = (inputs: Record<string, unknown>) => checkAccountDestination({}, inputs);
const faulty = (inputs: Record<string, unknown>) => check(inputs).failures.map(({ property }) => property);

describe("The inputs of an AccountDestination", () => {
  it("pass as they are when they are right", () => {
    expect(check(right)).to.deep.equal({ inputs: right, failures: [] });
  });

  it("have the bucket's name as display name when none is given", () => {
    expect(check({ accountId: "a-1", destination: "bucket" }).inputs).to.include({ displayName: "bucket" });
  });

  it("are all reported when all are wrong", () => {
    expect(
      faulty({ accountId: 1, destination: "", displayName: [], adopt: "yes", displayname: "x" }),
    ).to.have.members(["accountId", "destination", "displayName", "adopt", "displayname"]);
  });

  it("need account and bucket", () => {
    expect(check({}).failures).to.deep.equal([
      { property: "accountId", reason: "is required" },
      { property: "destination", reason: "is required" },
    ]);
  });

  it("say which name is meant by a misspelt one", () => {
    expect(check({ ...right, destinatoin: "x" }).failures).to.deep.equal([
      { property: "destinatoin", reason: 'is not a property of this resource; did you mean "destination"?' },
    ]);
  });

  for (const name of Object.keys(right)) {
    it(`pass while ${name} is not known yet`, () => {
      const checked = check({ ...right, [name]: unknownMarkers.string });
      expect(checked.failures).to.deep.equal([]);
      expect(checked.inputs[name]).to.equal(unknownMarkers.string);
    });
  }

  it("have an unknown display name while the bucket's name is unknown and none is given", () => {
    const { inputs } = check({ accountId: "a-1", destination: unknownMarkers.string });
    expect(inputs.displayName).to.equal(unknownMarkers.string);
  });

  it("are the same after a second check, which the engine does before a replacement", () => {
    const { inputs } = check({ accountId: "a-1", destination: "bucket", adopt: false });
    const stored = JSON.parse(JSON.stringify(inputs)) as Record<string, unknown>;
    expect(JSON.parse(JSON.stringify(check(stored).inputs))).to.deep.equal(stored);
  });
});
