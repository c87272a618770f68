import { expect } from "chai";
import { nearestName } from "../provider/nearest-name.js";

describe("The nearest name", () => {
  const names = ["accountId", "destination", "displayName", "adopt"];

  it("is the candidate that differs least", () => {
    expect(nearestName("acountId", names)).to.equal("accountId");
    expect(nearestName("destinations", names)).to.equal("destination");
    expect(nearestName("dispalyName", names)).to.equal("displayName");
  });

  it("is found whatever the case", () => {
    expect(nearestName("ACCOUNTID", names)).to.equal("accountId");
  });

  it("is none when every candidate is too different to be meant", () => {
    expect(nearestName("retentionPolicy", names)).to.equal(undefined);
  });

  it("is none without candidates", () => {
    expect(nearestName("anything", [])).to.equal(undefined);
  });

  it("is the first of several that are equally near", () => {
    expect(nearestName("pc-03", ["pc-01", "pc-02"])).to.equal("pc-01");
  });

  it("is never a candidate that has nothing in common with a short name", () => {
    expect(nearestName("XY", ["PC"])).to.equal(undefined);
  });
});
