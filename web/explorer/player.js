// Going through the steps, by hand or by a clock.

const STEP_MS = 700;

export class Player {
  /** How many steps are done; null when all are. @type {number | null} */ at = null;
  /** @type {ReturnType<typeof setInterval> | null} */ timer = null;
  speed = 1;

  /** @param {() => number} count how many steps there are @param {(step: number) => void} show */
  constructor(count, show) {
    this.count = count;
    this.show = show;
  }

  /** How many steps are done, as a number. */
  get done() {
    return this.at ?? this.count();
  }

  /** @param {number} step */
  goTo(step) {
    const all = this.count();
    const at = Math.min(Math.max(step, 0), all);
    this.at = at === all ? null : at;
    this.show(at);
  }

  /** One step on; from the end to the beginning. */
  forward() {
    this.goTo(this.at === null ? 1 : this.at + 1);
  }

  play() {
    if (this.at === null) this.goTo(0);
    this.start();
  }

  start() {
    this.pause();
    this.timer = setInterval(() => this.tick(), STEP_MS / this.speed);
  }

  pause() {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = speed;
    if (this.timer !== null) this.start();
  }

  tick() {
    if (this.done + 1 >= this.count()) this.pause();
    this.goTo(this.done + 1);
  }
}
