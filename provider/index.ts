/** The public door for programs. Loads nothing but `@pulumi/pulumi`: what calls the service runs in another process. */
export type { ComputerDataPairResult, ComputersArgs, SelectedComputerArgs } from "./computer-data/args.js";
export { ConfigurationError } from "./host/configuration-error.js";
export { IncompleteError } from "./lifecycle/incomplete-error.js";
export {
  AuthenticationError,
  CertificateError,
  ForbiddenError,
  InsecureAddressError,
  NetworkError,
  NotFoundError,
  ProxyError,
  RequestRejectedError,
  ServiceCallError,
  ServiceUnavailableError,
  ThrottledError,
  TimeoutError,
  UnexpectedReplyError,
  UnsendableRequestError,
} from "./http/errors.js";
export { UnreadableCaFileError } from "./http/trusted-certificates.js";
export {
  AlreadyDeclaredError,
  AlreadyExistsError,
  DestinationInUseError,
  IdentityConflictError,
  MissingObjectError,
  NoAnswerError,
  NoneCreatedError,
  NotAllRemovedError,
  NotAppliedError,
  NotAttemptedError,
  OtherConnectionError,
  UnknownComputerError,
} from "./errors.js";
export { Msp360Error } from "./msp360-error.js";
export { Provider, type ProviderArgs } from "./provider.js";
export { AccountDestination, type AccountDestinationArgs } from "./resources/account-destination/resource.js";
export {
  AccountDestinations,
  type AccountDestinationsArgs,
  type DestinationEntryArgs,
} from "./resources/account-destinations/resource.js";
export {
  UserComputerDataPurge,
  type UserComputerDataPurgeArgs,
} from "./resources/user-computer-data-purge/resource.js";
export { UserComputerData, type UserComputerDataArgs } from "./resources/user-computer-data/resource.js";
export { UserDestination, type UserDestinationArgs } from "./resources/user-destination/resource.js";
export {
  UserDestinations,
  type AssignmentEntryArgs,
  type UserDestinationsArgs,
} from "./resources/user-destinations/resource.js";
