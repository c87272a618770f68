import { createRequire } from "node:module";
import type { Log } from "../service/log.js";
import type * as grpc from "@grpc/grpc-js";

type Send = (severity: keyof Log, message: string) => void;

/**
 * The log of the engine that started this process. Without one (the host was started by hand), the console serves.
 * @param address where the engine listens; the last argument of the dynamic-provider host
 * @param redact runs over every message
 */
export function engineLog(address: string | undefined, redact: (text: string) => string): Log {
  const isAddress = address !== undefined && /^[\w.[\]:-]+:\d+$/.test(address);
  let send: Send = (severity, message) => {
    send = isAddress ? engineOrConsole(address) : consoleSend;
    send(severity, message);
  };
  return {
    info: (message) => send("info", redact(message)),
    warning: (message) => send("warning", redact(message)),
    progress: (message) => send("progress", redact(message)),
  };
}

const consoleSend: Send = (severity, message) => {
  console.log(severity === "warning" ? `warning: ${message}` : message);
};

interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(message: string): void;
  setEphemeral(ephemeral: boolean): void;
}

interface EngineClient {
  log(request: LogRequest, done: (error: Error | null) => void): void;
}

/** A message that cannot be sent must not fail the operation that it is about. */
function engineOrConsole(address: string): Send {
  try {
    return engineSend(address);
  } catch (error) {
    consoleSend("warning", `The engine's log cannot be used: ${String(error)}`);
    return consoleSend;
  }
}

function engineSend(address: string): Send {
  // The gRPC library is a dependency of @pulumi/pulumi, not of this package: it is found from there.
  const pulumiRequire = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const { credentials } = pulumiRequire("@grpc/grpc-js") as typeof grpc;
  const services = pulumiRequire("./proto/engine_grpc_pb") as {
    EngineClient: new (address: string, credentials: grpc.ChannelCredentials) => EngineClient;
  };
  const messages = pulumiRequire("./proto/engine_pb") as {
    LogRequest: new () => LogRequest;
    LogSeverity: Readonly<Record<"INFO" | "WARNING", number>>;
  };
  const client = new services.EngineClient(address, credentials.createInsecure());
  const { INFO, WARNING } = messages.LogSeverity;
  const severities = { info: INFO, warning: WARNING, progress: INFO };
  return (severity, message) => {
    const request = new messages.LogRequest();
    request.setSeverity(severities[severity]);
    request.setMessage(message);
    request.setEphemeral(severity === "progress");
    client.log(request, (error) => {
      if (error !== null) {
        consoleSend(severity, message);
      }
    });
  };
}
