import type { Clock } from "../http/clock.js";
import type { Log } from "../service/log.js";

/** How long nothing is reported, so that short work stays silent; in milliseconds. */
const silence = 2_000;
/** The time between two reports, in milliseconds: it grows, so that long work does not fill the log. */
const shortestPause = 1_000;
const longestPause = 10_000;
const growth = 1.2;

/** Counts what is done and reports it while it works, at most once a second. */
export class Progress {
  private done = 0;
  private failed = 0;
  private readonly begun: number;
  private readonly ended = new AbortController();

  /** @param what the work, as a heading: `Creating 500 assignments` */
  constructor(
    private readonly what: string,
    private readonly total: number,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.begun = clock.now();
  }

  /** Counts how the work on one object ends. */
  async count<Result>(work: Promise<Result>, succeeded: (result: Result) => boolean): Promise<Result> {
    const result = await work;
    if (succeeded(result)) {
      this.done += 1;
    } else {
      this.failed += 1;
    }
    return result;
  }

  /** Reports until {@link end} is called. */
  async report(): Promise<void> {
    let pause = silence;
    while (await this.passes(pause)) {
      this.log.progress(this.text());
      pause = Math.min(pause === silence ? shortestPause : pause * growth, longestPause);
    }
  }

  /** Ends the reports. */
  end(): void {
    this.ended.abort();
  }

  private text(): string {
    const seconds = (this.clock.now() - this.begun) / 1_000;
    const finished = this.done + this.failed;
    const left = this.total - finished;
    return (
      `${this.what}: ${String(this.done)} done, ${String(this.failed)} failed, ${String(left)} remaining, ` +
      `${(finished / seconds).toFixed(1)} a second.`
    );
  }

  private async passes(milliseconds: number): Promise<boolean> {
    try {
      await this.clock.sleep(milliseconds, this.ended.signal);
      return !this.ended.signal.aborted;
    } catch (error) {
      if (this.ended.signal.aborted) {
        return false;
      }
      throw error;
    }
  }
}
