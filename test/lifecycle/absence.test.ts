import { expect } from "chai";
import { assertGone } from "../../provider/lifecycle/absence.js";
import { AlreadyExistsError, MissingObjectError, OtherConnectionError } from "../../provider/errors.js";
import type { Service } from "../../provider/service/service.js";

const service = { connection: "kim at https://api.mspbackups.com" } as unknown as Service;

describe("An object that is not found", () => {
  it("is gone when the service is reached as it was then", () => {
    expect(() => assertGone(service, "Destination x", service.connection)).to.not.throw();
  });

  for (const then of ["lee at https://api.mspbackups.com", "kim at https://example.com"]) {
    it(`is not taken for gone when it was made as ${then}`, () => {
      expect(() => assertGone(service, "Destination x", then))
        .to.throw(OtherConnectionError)
        .with.property("message")
        .that.matches(/^Destination x is not found with login kim at/)
        .and.contains(then)
        .and.contains("msp360:login");
    });
  }

  it("does not exist when this provider never wrote it: the program asked for it by its id", () => {
    expect(() => assertGone(service, "Destination x", undefined))
      .to.throw(MissingObjectError)
      .with.property("message")
      .that.equals("Destination x does not exist.");
  });
});

describe("An object that exists already", () => {
  it("is an error that says both ways to take it over", () => {
    const error = new AlreadyExistsError('Destination "x"');
    expect(error.name).to.equal("AlreadyExistsError");
    expect(error.message)
      .to.match(/^Destination "x" exists already: /)
      .and.contain("adopt: true")
      .and.contain("msp360:adoptExisting");
  });
});
