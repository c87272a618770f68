import {
  NetworkError,
  NotFoundError,
  RequestRejectedError,
  ServiceUnavailableError,
  TimeoutError,
  type CallFailure,
} from "../../provider/http/errors.js";

const failure: CallFailure = {
  purpose: 'change thing "x"',
  method: "PUT",
  path: "/api/Things",
  why: "it failed",
  advice: "Try again.",
  effect: "unknown",
};

/** The connection broke before the answer came. */
export const lostAnswer = () => new NetworkError(failure);

/** The service failed and may have acted. */
export const brokenService = () => new ServiceUnavailableError({ ...failure, status: 500 });

/** A gateway waited too long for the service, which may still be at work. */
export const gatewayTimeOut = () => new ServiceUnavailableError({ ...failure, status: 504 });

/** No answer in time. */
export const timeOut = () => new TimeoutError(failure);

/** The service refused and did nothing. */
export const refusal = () =>
  new RequestRejectedError({ ...failure, status: 400, effect: "none", fieldErrors: {} });

/** 404. */
export const notFound = () => new NotFoundError({ ...failure, status: 404, effect: "none" });
