import { expect } from "chai";
import { IncompleteError } from "../../provider/lifecycle/incomplete-error.js";
import { createdOr, seenOr } from "../../provider/lifecycle/outcome.js";
import type { Outcome } from "../../provider/service/settled-write.js";
import { lostAnswer } from "../service/call-failures.js";

const cause = lostAnswer();
const done: Outcome<string> = { kind: "done", seen: "seen" };
const accepted: Outcome<string> = { kind: "accepted" };
const undecided: Outcome<string> = { kind: "undecided", cause };
const provisional = { id: "unconfirmed:x", state: { a: 1 } };

function incompleteFrom(outcome: Outcome<string>): IncompleteError {
  try {
    createdOr(outcome, "Destination x", provisional);
  } catch (error) {
    if (error instanceof IncompleteError) {
      return error;
    }
    throw error;
  }
  throw new Error("expected an incomplete object");
}

describe("The outcome of a creation", () => {
  it("is the object when it was seen", () => {
    expect(createdOr(done, "Destination x", provisional)).to.equal("seen");
  });

  it("is an incomplete object when it does not show yet, so that the next run completes it", () => {
    const error = incompleteFrom(accepted);
    expect(error).to.include({ id: "unconfirmed:x", state: provisional.state });
    expect(error.message).to.equal(
      'Destination x was accepted by the service but does not show yet: run "pulumi up" again to complete it.',
    );
  });

  it("is an incomplete object when the answer was lost, with the failure as its cause", () => {
    const error = incompleteFrom(undecided);
    expect(error).to.include({ id: "unconfirmed:x", state: provisional.state, cause });
    expect(error.message).to.contain(cause.message).and.contain('run "pulumi up" again, which looks first.');
  });
});

describe("The outcome of a change", () => {
  it("is what was seen", () => {
    expect(seenOr(done, () => "otherwise")).to.equal("seen");
  });

  it("is left to the caller when it was accepted and does not show", () => {
    expect(seenOr(accepted, () => "otherwise")).to.equal("otherwise");
  });

  it("is the failure when the answer was lost", () => {
    expect(() => seenOr(undecided, () => "otherwise")).to.throw(cause.message);
  });
});
