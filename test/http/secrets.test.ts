import { inspect } from "node:util";
import { expect } from "chai";
import { NetworkError, ServiceUnavailableError } from "../../provider/http/errors.js";
import { inTurn, json, LocalService, password, rejection, write, type Answer } from "./local-service.js";

describe("secrets", () => {
  let service: LocalService;

  beforeEach(async () => {
    service = await LocalService.start();
  });

  afterEach(() => service.stop());

  it("show in no error, client or log, nor does the HTTP library (F49-F51)", async () => {
    const echo: Answer = (response, received) =>
      json(response, 500, {
        Message: `${password} ${received.headers.authorization} ${received.headers.authorization?.slice(7)} ${encodeURIComponent(password)}`,
      });
    const reset: Answer = (response) => response.socket?.resetAndDestroy();
    service.answer = inTurn(echo, reset);
    const client = service.client();
    const echoed = await rejection(
      client.call({ ...write, purpose: `say "${password}"` }),
      ServiceUnavailableError,
    );
    const cut = await rejection(client.call({ ...write, path: ["api", password] }), NetworkError);
    const all =
      inspect([echoed, cut, client, service.log], { depth: 8, showHidden: true }) +
      String(echoed.stack) +
      String(cut.stack);
    for (const secret of [
      password,
      encodeURIComponent(password),
      JSON.stringify(password).slice(1, -1),
      "token-1",
    ]) {
      expect(all).to.not.contain(secret);
    }
    expect(all.toLowerCase()).to.not.contain("axios");
    expect(client.redact(`in "${password}"`)).to.equal('in "***"');
    expect(echoed.serviceMessage).to.equal("*** Bearer *** *** ***");
  });
});
