import { expect } from "chai";
import { checkUserComputerDataPurge } from "../../../provider/resources/user-computer-data-purge/inputs.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const right = { userId: "u-1", computers: "all", triggers: ["ticket 4711", { deep: [1] }], waitSeconds: 60 };
const check = (inputs: Record<string, unknown>) => checkUserComputerDataPurge({}, inputs);
const faultsOf = (inputs: Record<string, unknown>) => check(inputs).failures.map(({ property }) => property);

describe("The inputs of a UserComputerDataPurge", () => {
  it("pass as they are when they are right", () => {
    expect(check(right)).to.deep.equal({ inputs: right, failures: [] });
  });

  it("do not wait unless they say so", () => {
    expect(check({ userId: "u-1", computers: "all" }).inputs).to.include({ waitSeconds: 0 });
  });

  it("are all reported when they are wrong", () => {
    expect(
      faultsOf({ userId: "", computers: [], triggers: "now", waitSeconds: -1, trigger: 1 }),
    ).to.have.members(["userId", "computers", "triggers", "waitSeconds", "trigger"]);
  });

  for (const waitSeconds of [-1, 604_801, Number.NaN, "60", true]) {
    it(`refuse a wait of ${typeof waitSeconds === "number" ? String(waitSeconds) : JSON.stringify(waitSeconds)}`, () => {
      expect(check({ ...right, waitSeconds }).failures).to.deep.equal([
        { property: "waitSeconds", reason: "must be a number of seconds from 0 to 604800" },
      ]);
    });
  }

  it("accept any values as triggers, one that is not known yet included", () => {
    const triggers = [null, 0, "", [], { a: null }, unknownMarkers.string];
    expect(check({ ...right, triggers })).to.deep.equal({ inputs: { ...right, triggers }, failures: [] });
  });

  for (const name of Object.keys(right)) {
    for (const [kind, marker] of Object.entries(unknownMarkers)) {
      it(`pass while ${name} is an unknown ${kind}`, () => {
        expect(faultsOf({ ...right, [name]: marker })).to.deep.equal([]);
      });
    }
  }
});
