import type * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

/** An object that the engine keeps although its creation or change failed. */
export interface InitFailure {
  readonly id: string;
  readonly state: Record<string, unknown>;
  readonly reasons: string[];
}

/** Unpacks what the host sends along with an error, as the engine does. */
export function initFailureOf(error: grpc.ServiceError): InitFailure | undefined {
  const [packed] = error.metadata.get("grpc-status-details-bin");
  if (packed === undefined) {
    return undefined;
  }
  const [detail] = Status.deserializeBinary(packed as Buffer).getDetailsList();
  if (detail === undefined) {
    return undefined;
  }
  const failure = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return {
    id: failure.getId(),
    state: failure.getProperties()?.toJavaScript() ?? {},
    reasons: failure.getReasonsList(),
  };
}
