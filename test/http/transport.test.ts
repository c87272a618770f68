import { expect } from "chai";
import { readServiceAddress } from "../../provider/http/service-address.js";
import { Transport } from "../../provider/http/transport.js";
import { LocalService } from "./local-service.js";

describe("the transport", () => {
  it("sends nothing any more once it is closed", async () => {
    const service = await LocalService.start();
    try {
      const transport = new Transport(readServiceAddress(`http://127.0.0.1:${service.port}`), undefined);
      const send = () => transport.send({ method: "GET", path: "/api/Users", headers: {} }, 30_000);
      expect(await send()).to.include({ kind: "reply", status: 200 });
      transport.close();
      expect(await send()).to.include({ kind: "closed", detail: "the client was closed" });
      expect(service.calls).to.have.lengthOf(1);
    } finally {
      await service.stop();
    }
  });
});
