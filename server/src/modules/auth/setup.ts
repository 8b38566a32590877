import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { SetupComplete, SetupStatus } from '@hyperkuber/contracts';
import { Clock } from '../../kernel/clock.js';
import { Settings } from '../../kernel/config/settings.js';
import { newId } from '../../kernel/ids.js';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { Bindings } from '../rbac/index.js';
import { SetupDone } from './errors.js';
import { OneTimeLinks } from './one-time-links.js';
import { Passwords } from './passwords.js';
import { UsersRepository, type User } from './persistence/users.repository.js';

const LIFE_MS = 3_600_000;

/** The first administrator: no default password anywhere, one link that the log of the first start shows. */
@Injectable()
export class Setup {
  constructor(
    private readonly users: UsersRepository,
    private readonly links: OneTimeLinks,
    private readonly passwords: Passwords,
    private readonly bindings: Bindings,
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async status(): Promise<SetupStatus> {
    return { required: await this.users.isEmpty() };
  }

  /** While nobody exists: a fresh link, also written to `setup-token` in the data folder. Null once somebody does. */
  async offer(): Promise<string | null> {
    if (!await this.users.isEmpty()) return null;
    const { token } = await this.links.issue('setup', null, LIFE_MS);
    await mkdir(this.settings.dataDir, { recursive: true });
    // Renamed into its place, so that nobody reads half of it.
    const draft = `${this.tokenFile}.${newId()}`;
    await writeFile(draft, `${token}\n`, { mode: 0o400 });
    await rename(draft, this.tokenFile);
    return token;
  }

  async complete({ token, login, displayName, password }: SetupComplete): Promise<User> {
    const passwordHash = await this.passwords.hash(password);
    const user = await this.unitOfWork.run(async () => {
      if (!await this.users.isEmpty()) throw new SetupDone('Sign in with the account that was made at set-up.');
      await this.links.redeem('setup', token);
      const now = this.clock.now();
      const created: User = { id: newId(), login, displayName, passwordHash, enabled: true, authEpoch: 0, language: 'en', theme: 'system', lastSignInAt: now, createdAt: now };
      await this.users.add(created);
      await this.bindings.grantFirstAdministrator(created.id);
      return created;
    });
    await rm(this.tokenFile, { force: true });
    return user;
  }

  private get tokenFile(): string {
    return join(this.settings.dataDir, 'setup-token');
  }
}
