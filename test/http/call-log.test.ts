import { expect } from "chai";
import { callLogFromEnvironment } from "../../provider/http/call-log.js";

const entry = {
  method: "GET",
  path: "/api/Users",
  outcome: "200",
  milliseconds: 12,
  attempt: 2,
  requestId: "4af0",
};

describe("the log of calls", () => {
  for (const value of ["debug", "DEBUG"]) {
    it(`is one line for each attempt when MSP360_LOG is ${value}`, () => {
      const lines: string[] = [];
      const log = callLogFromEnvironment({ MSP360_LOG: value }, (line) => lines.push(line));
      log?.attempt(entry);
      expect(lines).to.deep.equal(["msp360: GET /api/Users -> 200 in 12 ms, attempt 2, request 4af0\n"]);
    });
  }

  for (const environment of [{}, { MSP360_LOG: "" }, { MSP360_LOG: "info" }, { OTHER: "debug" }]) {
    it(`does not exist in the environment ${JSON.stringify(environment)}`, () => {
      expect(callLogFromEnvironment(environment)).to.equal(undefined);
    });
  }

  it("goes to standard error, by this process's own environment, when nothing else is said", () => {
    const { MSP360_LOG: saved } = process.env;
    const write = process.stderr.write.bind(process.stderr);
    const lines: unknown[] = [];
    process.env["MSP360_LOG"] = "debug";
    process.stderr.write = (line: unknown) => lines.push(line) > 0;
    try {
      callLogFromEnvironment()?.attempt(entry);
    } finally {
      process.stderr.write = write;
      Reflect.deleteProperty(process.env, "MSP360_LOG");
      Object.assign(process.env, saved === undefined ? {} : { MSP360_LOG: saved });
    }
    expect(lines).to.deep.equal(["msp360: GET /api/Users -> 200 in 12 ms, attempt 2, request 4af0\n"]);
  });
});
