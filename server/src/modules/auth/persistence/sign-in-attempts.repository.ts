import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { newId } from '../../../kernel/ids.js';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import { SignInAttemptEntity } from './sign-in-attempt.entity.js';

export type Attempts = Readonly<Pick<SignInAttemptEntity, 'failures' | 'windowStartedAt' | 'lockedUntil'>>;

@Injectable()
export class SignInAttemptsRepository {
  constructor(private readonly tables: Tables) {}

  async find(loginHash: string): Promise<Attempts | undefined> {
    return (await this.tables.of(SignInAttemptEntity).findOneBy({ loginHash })) ?? undefined;
  }

  async lockedAmong(loginHashes: readonly string[]): Promise<Map<string, Date>> {
    if (loginHashes.length === 0) return new Map();
    const rows = await this.tables.of(SignInAttemptEntity).find({ where: { loginHash: In([...loginHashes]) }, take: 1_000 });
    return new Map(rows.flatMap((row) => (row.lockedUntil === null ? [] : [[row.loginHash, row.lockedUntil] as const])));
  }

  /** Counts one failure more; counting is done by the database, so guesses at several replicas add up. */
  async count(loginHash: string, now: Date): Promise<void> {
    const updated = await this.tables.of(SignInAttemptEntity).increment({ loginHash }, 'failures', 1);
    if ((updated.affected ?? 0) > 0) return;
    try {
      await this.tables.of(SignInAttemptEntity).insert({ id: newId(), loginHash, failures: 1, windowStartedAt: now, lockedUntil: null });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await this.tables.of(SignInAttemptEntity).increment({ loginHash }, 'failures', 1);
    }
  }

  async lock(loginHash: string, lockedUntil: Date): Promise<void> {
    await this.tables.of(SignInAttemptEntity).update({ loginHash }, { lockedUntil });
  }

  async forget(loginHash: string): Promise<void> {
    await this.tables.of(SignInAttemptEntity).delete({ loginHash });
  }

  async forgetBefore(moment: Date): Promise<void> {
    await this.tables.of(SignInAttemptEntity).delete({ windowStartedAt: LessThan(moment) });
  }
}
