import { expect } from "chai";
import { AlreadyDeclaredError } from "../../provider/errors.js";
import { Claims } from "../../provider/service/claims.js";
import { rejectionOf } from "../rejection.js";

describe("A claim on an object", () => {
  it("lets only one resource of a run create it", async () => {
    const claims = new Claims();
    const creating = claims.during("key", "Destination x", () => Promise.resolve("made"));
    const error = await rejectionOf(
      claims.during("key", "Destination x", () => Promise.resolve("made twice")),
    );
    expect(await creating).to.equal("made");
    expect(error).to.be.instanceOf(AlreadyDeclaredError);
    expect(error.message).to.equal(
      "Destination x is declared by two resources of this program: remove one of them.",
    );
  });

  it("ends when the creation fails, so that it can be tried again", async () => {
    const claims = new Claims();
    await rejectionOf(claims.during("other", "It", () => Promise.reject(new Error("failed"))));
    expect(await claims.during("other", "It", () => Promise.resolve("made"))).to.equal("made");
  });
});
