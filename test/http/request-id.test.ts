import { expect } from "chai";
import { newRequestId } from "../../provider/http/request-id.js";

describe("the id of a call", () => {
  it("is eight hexadecimal digits, others each time", () => {
    const ids = Array.from({ length: 10 }, newRequestId);
    expect(ids.every((id) => /^[0-9a-f]{8}$/.test(id))).to.equal(true);
    expect(new Set(ids).size).to.be.above(1);
  });
});
