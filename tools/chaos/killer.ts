import { setTimeout as wait } from 'node:timers/promises';
import type { TargetState } from '@hyperkuber/contracts';
import type { Installation, ServerProcess } from './installation.ts';
import type { SeededRandom } from './random.ts';

export interface Kill {
  readonly at: number;
  readonly victims: readonly string[];
  /** What the targets under way were at, as the database said a moment before. */
  readonly states: readonly TargetState[];
  /** How many of them living workers held. */
  readonly held: number;
  /** How many of them the victims held. */
  readonly hit: number;
}

export interface KillerOrder {
  readonly installation: Installation;
  readonly random: SeededRandom;
  readonly kills: number;
  readonly everyMs: number;
  readonly onKill: (kill: Kill, number: number) => void;
}

const OPEN = `SELECT release_id, state, lease_owner, attempts FROM release_targets WHERE state IN ('planning', 'pending', 'preflight', 'applying', 'waiting-health', 'pruning')`;
/** A target that ten workers died over without getting further is given up, and rightly so: it is spared before. */
const SPARED_AFTER = 7;
/** So many kills may a release bear before it is let come to its end, which must be within bounds. */
const MOST_PER_RELEASE = 10;
const LOOK_MS = 40;
const DOWN_MS = 700;

interface UnderWay {
  readonly states: readonly TargetState[];
  /** The names of the workers that hold them. */
  readonly owners: readonly string[];
  /** The most workers that one of them was begun by since it got further. */
  readonly attempts: number;
  readonly releases: readonly string[];
}

/** Kills processes at random moments while targets are under way, until it has killed often enough. */
export class Killer {
  readonly kills: Kill[] = [];
  private readonly order: KillerOrder;
  private readonly borne = new Map<string, number>();
  private restarting: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(order: KillerOrder) {
    this.order = order;
  }

  get isDone(): boolean {
    return this.kills.length >= this.order.kills;
  }

  async run(): Promise<void> {
    const { random, everyMs } = this.order;
    while (!this.isDone && !this.stopped) {
      await wait(random.pauseMs(everyMs));
      await this.strike(await this.untilHeld());
    }
    await this.restarting;
  }

  stop(): void {
    this.stopped = true;
  }

  /** A kill counts only while a living worker has a target in hand: anything else would be a blow into the air. */
  private async untilHeld(): Promise<UnderWay> {
    for (;;) {
      const now = await this.underWay();
      const isWorth = now.attempts < SPARED_AFTER && !this.hasBorneEnough(now) && heldBy(this.order.installation.processes, now) > 0;
      if (isWorth || this.stopped) return now;
      // A process that does not come up again ends the trial here.
      await Promise.race([wait(LOOK_MS), this.restarting.then(() => wait(LOOK_MS))]);
    }
  }

  private hasBorneEnough({ releases }: UnderWay): boolean {
    return releases.some((id) => (this.borne.get(id) ?? 0) >= MOST_PER_RELEASE);
  }

  private async strike(underWay: UnderWay): Promise<void> {
    const { installation, random, onKill } = this.order;
    if (this.stopped) return;
    const victims = installation.victims(() => random.next()).filter(({ isAlive }) => isAlive);
    if (victims.length === 0) {
      await wait(LOOK_MS);
      return;
    }
    const [held, hit] = [heldBy(installation.processes, underWay), heldBy(victims, underWay)];
    const kill: Kill = { at: Date.now(), victims: victims.map(({ id }) => id), states: underWay.states, held, hit };
    await Promise.all(victims.map((victim) => victim.kill()));
    this.kills.push(kill);
    for (const id of underWay.releases) this.borne.set(id, (this.borne.get(id) ?? 0) + 1);
    onKill(kill, this.kills.length);
    this.restarting = this.restart(victims, random.next() * DOWN_MS, this.restarting);
  }

  /** Others may die meanwhile. One starts after another: by the time of its name a worker is told from the other. */
  private async restart(victims: readonly ServerProcess[], downMs: number, before: Promise<void>): Promise<void> {
    await Promise.all([wait(downMs), before]);
    for (const victim of victims) await victim.restart();
  }

  private async underWay(): Promise<UnderWay> {
    const rows = await this.order.installation.rows(OPEN).catch(() => []);
    const attempts = Math.max(0, ...rows.map((row) => Number(row['attempts'])));
    return { attempts, releases: [...new Set(rows.map((row) => String(row['release_id'])))], states: rows.map(({ state }) => String(state) as TargetState), owners: rows.flatMap(({ lease_owner: owner }) => (typeof owner === 'string' ? [owner] : [])) };
  }
}

const heldBy = (processes: readonly ServerProcess[], { owners }: UnderWay): number => owners.filter((owner) => processes.some((process) => process.isOwner(owner))).length;
