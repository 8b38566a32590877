import { Injectable } from '@nestjs/common';
import type { Page, TokenCreate, TokenCreated, TokenSummary } from '@hyperkuber/contracts';
import type { Actor } from '../../access/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { NeedsSession, TokenNotFound } from './errors.js';
import { hashOfSecret, newToken, publicIdOf, sameText } from './opaque-token.js';
import { TokensRepository, type TokenRow } from './persistence/tokens.repository.js';

const DAY_MS = 86_400_000;
const TOUCH_EVERY_MS = 60_000;

const summaryOf = (row: TokenRow): TokenSummary => ({
  id: row.id, name: row.name, prefix: `hk_${row.publicId}`, clusterIds: row.clusterIds, readOnly: row.readOnly,
  createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

/** Personal tokens: made by their owner in a session, never by another token. */
@Injectable()
export class Tokens {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, order: TokenCreate): Promise<TokenCreated> {
    if (actor.via !== 'session') throw new NeedsSession('Sign in to the console to make a token: a token cannot make another.');
    const now = this.clock.now();
    const { secret, publicId, hash } = newToken();
    const row: TokenRow = {
      id: newId(), userId: actor.userId, name: order.name, publicId, tokenHash: hash, clusterIds: order.clusterIds, readOnly: order.readOnly,
      authEpoch: actor.authEpoch, createdAt: now, expiresAt: new Date(now.getTime() + order.expiresInDays * DAY_MS), lastUsedAt: null,
    };
    await this.tokens.add(row);
    return { ...summaryOf(row), token: secret };
  }

  async list(actor: Actor, { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined }): Promise<Page<TokenSummary>> {
    const rows = await this.tokens.page(actor.userId, limit + 1, cursor);
    return { items: rows.slice(0, limit).map(summaryOf), nextCursor: rows.length > limit ? rows[limit - 1]?.id ?? null : null };
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    if (!await this.tokens.remove(actor.userId, id)) throw new TokenNotFound('There is no such token of yours.');
  }

  /** The person behind a bearer token with what the token narrows it to, or undefined. */
  async recognise(text: string): Promise<Actor | undefined> {
    const publicId = publicIdOf(text);
    if (publicId === null) return undefined;
    const found = await this.tokens.findByPublicId(publicId);
    if (found === undefined || !sameText(found.token.tokenHash, hashOfSecret(text))) return undefined;
    const { token, user } = found;
    const now = this.clock.now();
    if (!user.enabled || token.authEpoch !== user.authEpoch || token.expiresAt <= now) return undefined;
    if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > TOUCH_EVERY_MS) await this.tokens.touch(token.id, now);
    const scope = { ...(token.clusterIds === null ? {} : { clusterIds: token.clusterIds }), readOnly: token.readOnly };
    return { userId: user.id, login: user.login, via: 'token', tokenId: token.id, authEpoch: user.authEpoch, scope };
  }
}
