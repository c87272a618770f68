import { expect } from "chai";
import { containsUnknown, isUnknown } from "../../provider/lifecycle/unknowns.js";
import { unknownMarkers } from "../host/unknown-markers.js";

describe("A value that a preview does not know yet", () => {
  for (const [kind, marker] of Object.entries(unknownMarkers)) {
    it(`is recognised by the engine's marker for a ${kind}`, () => {
      expect(isUnknown(marker)).to.equal(true);
    });
  }

  it("is not seen in an ordinary value", () => {
    for (const value of [undefined, null, "", "04da6b54", 0, false, {}, [], [unknownMarkers.string]]) {
      expect(isUnknown(value), JSON.stringify(value)).to.equal(false);
    }
  });

  it("is found at any depth", () => {
    expect(containsUnknown(unknownMarkers.number)).to.equal(true);
    expect(containsUnknown([{ computerName: "a", inner: [{ id: unknownMarkers.string }] }])).to.equal(true);
  });

  it("is not found where everything is known", () => {
    expect(containsUnknown({ list: [null, 1, "text", { deep: undefined }] })).to.equal(false);
  });
});
