import { Msp360Error } from "../msp360-error.js";

/** The configuration is missing something, is wrong, or does not fit the state. Nothing was sent to the service. */
export class ConfigurationError extends Msp360Error {}
