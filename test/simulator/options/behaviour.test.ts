import { expect } from "chai";
import * as v from "valibot";
import { behaviourSchema, behaviourWith, parseSwitch } from "../../../simulator/options/behaviour.js";

describe("the simulator's switches", () => {
  it("have defaults, and each a description", () => {
    expect(behaviourWith()).to.include({ createReplies: "object", purgedPairsVanishAfterMilliseconds: 0 });
    for (const schema of Object.values(behaviourSchema.entries))
      expect(v.getDescription(schema)).to.be.a("string");
  });

  it("are read from name=value: words, numbers and null", () => {
    expect(parseSwitch("createReplies=empty")).to.deep.equal({ createReplies: "empty" });
    expect(parseSwitch("unknownId=404")).to.deep.equal({ unknownId: "404" });
    expect(parseSwitch("unknownId=null")).to.deep.equal({ unknownId: "null" });
    expect(parseSwitch("latencyMilliseconds=25")).to.deep.equal({ latencyMilliseconds: 25 });
    expect(parseSwitch("requestsPerSecond=null")).to.deep.equal({ requestsPerSecond: null });
  });

  it("are refused with a sentence that names the fault", () => {
    expect(() => parseSwitch("createReplies")).to.throw("name=value");
    expect(() => parseSwitch("creates=empty")).to.throw('no switch "creates". Known: createReplies');
    expect(() => parseSwitch("createReplies=full")).to.throw('"createReplies" does not take "full"');
    expect(() => parseSwitch("latencyMilliseconds=")).to.throw("does not take");
    expect(() => parseSwitch("latencyMilliseconds=-1")).to.throw("does not take");
  });
});
