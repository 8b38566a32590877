import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { LinkRefused } from './errors.js';
import { hashOfSecret, newSecret } from './opaque-token.js';
import { OneTimeLinksRepository, type LinkPurpose, type OneTimeLink } from './persistence/one-time-links.repository.js';

export interface IssuedLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Links that work once and for a limited time; the newest replaces the ones before it. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly links: OneTimeLinksRepository,
    private readonly clock: Clock,
  ) {}

  async issue(purpose: LinkPurpose, userId: string | null, lifeMs: number): Promise<IssuedLink> {
    const { secret, hash } = newSecret();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + lifeMs);
    await this.links.replace({ id: newId(), purpose, userId, tokenHash: hash, createdAt, expiresAt });
    return { token: secret, expiresAt };
  }

  /** Uses the link up. @throws LinkRefused when it is unknown, used or expired. */
  async redeem(purpose: LinkPurpose, token: string): Promise<OneTimeLink> {
    const link = await this.links.find(purpose, hashOfSecret(token));
    if (link === undefined || link.expiresAt <= this.clock.now() || !await this.links.take(link.id)) {
      throw new LinkRefused('Ask for a new link: each works once and for a limited time.');
    }
    return link;
  }
}
