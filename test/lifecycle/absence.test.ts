import { expect } from "chai";
import { assertGone } from "../../provider/lifecycle/absence.js";
import { AlreadyExistsError, OtherConnectionError } from "../../provider/errors.js";
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
