import type { RunningCluster } from '../kubernetes/index.ts';
import { countAudit } from './audit.ts';
import type { Kill } from './killer.ts';
import type { Ended, Lane } from './lane.ts';
import { recoveryOf } from './recovery.ts';

const MOST_FAULTY = 3;

const seconds = (durationMs: number): string => `${(durationMs / 1_000).toFixed(1)} s`;

/** Keeps count, says each release in one line, and says at the end whether all was well. */
export class Report {
  private readonly kills: Kill[] = [];
  private readonly wanted: number;
  private readonly say: (text: string) => void;
  private readonly begunAt = performance.now();
  private readonly tally = { releases: 0, succeeded: 0, lost: 0, double: 0, wrong: 0, faulty: 0, effects: 0, asked: 0 };
  private worstRecoveryS = 0;
  private hasFailed = false;
  private longestStillS = 0;
  private longestReleaseMs = 0;

  constructor(wanted: number, say: (text: string) => void) {
    this.wanted = wanted;
    this.say = say;
  }

  /** Enough is seen to be wrong; after a release that failed, nobody knows what the next one has to do. */
  get isHopeless(): boolean {
    return this.hasFailed || this.tally.faulty >= MOST_FAULTY;
  }

  killed(kill: Kill, number: number): void {
    this.kills.push(kill);
    this.say(`  kill ${number}: ${kill.victims.join(' and ')} while ${kill.states.join(', ')} (${kill.hit} of ${kill.held} in hand)`);
  }

  released(namespace: string, { revision, state, tookMs, begunAt, endedAt, events, faults }: Ended): void {
    const { tally } = this;
    const kills = this.kills.filter(({ at }) => at >= begunAt && at <= endedAt);
    const { worstS, longestStillS } = recoveryOf(events, kills.map(({ at }) => at));
    this.worstRecoveryS = Math.max(this.worstRecoveryS, worstS);
    this.longestStillS = Math.max(this.longestStillS, longestStillS);
    this.longestReleaseMs = Math.max(this.longestReleaseMs, tookMs);
    tally.releases += 1;
    if (state === 'succeeded') tally.succeeded += 1;
    else this.hasFailed = true;
    this.say(`${namespace} revision ${revision}: ${state} after ${seconds(tookMs)} with ${kills.length} kills, recovered in ${worstS.toFixed(1)} s`);
    this.count(faults.lost, 'lost');
    this.count(faults.double, 'double');
    this.count(faults.wrong, 'wrong');
    if (faults.lost.length + faults.double.length + faults.wrong.length > 0) tally.faulty += 1;
  }

  late(effects: readonly string[]): void {
    this.count(effects, 'double');
  }

  /** Two witnesses that know nothing of each other: each API server's audit log, and our watch. */
  async audited(clusters: readonly RunningCluster[], lanes: readonly Lane[]): Promise<void> {
    const seen = new Map<string, number>();
    for (const { effect, namespace, key } of lanes.flatMap(({ effects }) => effects)) {
      this.tally.effects += 1;
      if (effect === 'create') seen.set(`${namespace}/${key}`, (seen.get(`${namespace}/${key}`) ?? 0) + 1);
    }
    for (const { namespace } of lanes) seen.set(`Namespace/${namespace}`, clusters.length);
    const [logged, cut] = [new Map<string, number>(), new Map<string, number>()];
    for (const { name, auditLogPath } of clusters) {
      const { asked, created, cutOff, refused } = await countAudit(auditLogPath);
      this.tally.asked += asked;
      addTo(logged, created);
      addTo(cut, cutOff);
      if (refused.size > 0) this.say(`  ${name} answered ${[...refused].map(([code, number]) => `${number} with ${code}`).join(', ')}`);
    }
    const differing = [...new Set([...seen.keys(), ...logged.keys()])].filter((key) => {
      const [made, found] = [logged.get(key) ?? 0, seen.get(key) ?? 0];
      return found < made || found > made + (cut.get(key) ?? 0);
    });
    this.count(differing.map((key) => `${key}: made ${logged.get(key) ?? 0} times by the audit logs, seen ${seen.get(key) ?? 0} times`), 'wrong');
  }

  /** Says what it all came to. */
  end(): boolean {
    const { releases, succeeded, lost, double, wrong, effects, asked } = this.tally;
    this.say('');
    this.say(`kills ${this.kills.length} of ${this.wanted} (${this.victims()}); ${this.kills.filter(({ hit }) => hit > 0).length} of them took targets from a worker's hands, ${this.kills.reduce((sum, { hit }) => sum + hit, 0)} in all`);
    this.say(`struck while ${this.struckWhile()}`);
    this.say(`releases ${releases}, succeeded ${succeeded}, longest ${seconds(this.longestReleaseMs)}`);
    this.say(`writes asked of the clusters ${asked}, effects ${effects}`);
    this.say(`worst recovery ${this.worstRecoveryS.toFixed(1)} s after a kill; a target stood still for ${this.longestStillS.toFixed(1)} s at most, over all kills that hit it`);
    this.say(`lost ${lost}, double ${double}, wrong ${wrong}`);
    this.say(`took ${seconds(performance.now() - this.begunAt)}`);
    return lost + double + wrong === 0 && releases === succeeded && this.kills.length >= this.wanted;
  }

  private count(faults: readonly string[], kind: 'lost' | 'double' | 'wrong'): void {
    this.tally[kind] += faults.length;
    for (const fault of faults) this.say(`  ${kind.toUpperCase()} ${fault}`);
  }

  private victims(): string {
    return countsOf(this.kills.flatMap(({ victims }) => victims));
  }

  private struckWhile(): string {
    return countsOf(this.kills.flatMap(({ states }) => [...new Set(states)]));
  }
}

const addTo = (sum: Map<string, number>, more: ReadonlyMap<string, number>): void => {
  for (const [key, number] of more) sum.set(key, (sum.get(key) ?? 0) + number);
};

const countsOf = (words: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, number]) => `${word} ${number}`).join(', ');
};
