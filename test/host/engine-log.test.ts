import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { expect } from "chai";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { engineLog } from "../../provider/host/engine-log.js";

interface Message {
  readonly severity: number;
  readonly text: string;
  /** Whether the next message takes its place. */
  readonly ephemeral: boolean;
}

class FakeEngine {
  private readonly server = new grpc.Server();
  private readonly messages: Message[] = [];
  private arrived: () => void = () => undefined;

  async start(): Promise<string> {
    this.server.addService(EngineService, {
      log: (call: grpc.ServerUnaryCall<LogRequest, Empty>, reply: grpc.sendUnaryData<Empty>) => {
        this.messages.push({
          severity: call.request.getSeverity(),
          text: call.request.getMessage(),
          ephemeral: call.request.getEphemeral(),
        });
        reply(null, new Empty());
        this.arrived();
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) {
          resolve(bound);
        } else {
          reject(error);
        }
      });
    });
    return `127.0.0.1:${String(port)}`;
  }

  async received(count: number): Promise<readonly Message[]> {
    while (this.messages.length < count) {
      await new Promise<void>((resolve) => {
        this.arrived = resolve;
      });
    }
    return this.messages;
  }

  /** Ends once every message is acknowledged. */
  stop(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.tryShutdown((error) => {
        if (error === undefined) {
          resolve();
        } else {
          reject(error);
        }
      });
    });
  }
}

/** What is printed while `act` runs and until a condition holds. */
async function printedBy(act: () => void, lines: number): Promise<string[]> {
  const printed: string[] = [];
  const original = console.log;
  try {
    await new Promise<void>((resolve) => {
      console.log = (line: string) => {
        printed.push(line);
        if (printed.length === lines) {
          resolve();
        }
      };
      act();
    });
  } finally {
    console.log = original;
  }
  return printed;
}

describe("The engine's log", () => {
  it("gets messages with their severity, free of secrets, and reports of progress as passing ones", async () => {
    const engine = new FakeEngine();
    try {
      const log = engineLog(await engine.start(), (text) => text.replaceAll("canary", "***"));
      log.info("waiting with canary");
      log.warning("careful with canary");
      log.progress("half of canary");
      const messages = await engine.received(3);
      expect(messages).to.have.deep.members([
        { severity: LogSeverity.INFO, text: "waiting with ***", ephemeral: false },
        { severity: LogSeverity.WARNING, text: "careful with ***", ephemeral: false },
        { severity: LogSeverity.INFO, text: "half of ***", ephemeral: true },
      ]);
    } finally {
      await engine.stop();
    }
  });

  for (const address of [undefined, "not-an-engine", "/tmp/some/file.js:12"]) {
    it(`is the console without an engine: ${String(address)}`, async () => {
      const log = engineLog(address, (text) => text.replaceAll("canary", "***"));
      const printed = await printedBy(() => {
        log.info("hello canary");
        log.warning("careful");
        log.progress("half of canary");
      }, 3);
      expect(printed).to.deep.equal(["hello ***", "warning: careful", "half of ***"]);
    });
  }

  it("is the console when the engine does not answer", async () => {
    const engine = new FakeEngine();
    const address = await engine.start();
    await engine.stop();
    const printed = await printedBy(() => engineLog(address, (text) => text).warning("careful"), 1);
    expect(printed).to.deep.equal(["warning: careful"]);
  });
});
