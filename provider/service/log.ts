/** Messages to the user while an operation of the engine runs. */
export interface Log {
  info(message: string): void;
  warning(message: string): void;
}
