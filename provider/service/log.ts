/** Messages to the user while an operation of the engine runs. */
export interface Log {
  info(message: string): void;
  warning(message: string): void;
  /** How far long work has come; the next message takes its place where the engine shows a live display. */
  progress(message: string): void;
}
