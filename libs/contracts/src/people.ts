import { z } from 'zod';
import { DisplayName, Id, Instant, Login, pageOf, Password } from './primitives.js';

export const LANGUAGES = ['en', 'zh'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;

export const Person = z.strictObject({
  id: Id,
  login: z.string(),
  displayName: z.string(),
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
});
export type Person = z.infer<typeof Person>;

/** What the caller's policy grants, for hiding what is not offered. The server decides; the console only draws. */
export const Permission = z.strictObject({ module: z.string(), action: z.string(), clusterIds: z.array(z.string()).nullable() });
export type Permission = z.infer<typeof Permission>;

export const SessionCreate = z.strictObject({ login: z.string().min(1).max(64), password: z.string().min(1).max(256) });
export type SessionCreate = z.infer<typeof SessionCreate>;

/** The running session; `csrfToken` goes into `X-HK-CSRF` on every request that is not GET. */
export const Session = z.strictObject({ person: Person, csrfToken: z.string(), expiresAt: Instant, permissions: z.array(Permission) });
export type Session = z.infer<typeof Session>;

export const SetupStatus = z.strictObject({ required: z.boolean() });
export type SetupStatus = z.infer<typeof SetupStatus>;

export const SetupComplete = z.strictObject({ token: z.string().min(1).max(200), login: Login, displayName: DisplayName, password: Password });
export type SetupComplete = z.infer<typeof SetupComplete>;

export const ProfileUpdate = z.strictObject({ displayName: DisplayName, language: z.enum(LANGUAGES), theme: z.enum(THEMES) }).partial();
export type ProfileUpdate = z.infer<typeof ProfileUpdate>;

export const PasswordChange = z.strictObject({ currentPassword: z.string().min(1).max(256), newPassword: Password, revokeTokens: z.boolean().default(false) });
export type PasswordChange = z.infer<typeof PasswordChange>;

export const UserSummary = z.strictObject({
  id: Id,
  login: z.string(),
  displayName: z.string(),
  enabled: z.boolean(),
  lockedUntil: Instant.nullable(),
  lastSignInAt: Instant.nullable(),
  createdAt: Instant,
  roles: z.array(z.strictObject({ bindingId: Id, roleId: z.string(), clusterId: Id.nullable() })),
});
export type UserSummary = z.infer<typeof UserSummary>;
export const UserPage = pageOf(UserSummary);

export const UserCreate = z.strictObject({ login: Login, displayName: DisplayName, password: Password });
export type UserCreate = z.infer<typeof UserCreate>;

export const UserUpdate = z.strictObject({ displayName: DisplayName, enabled: z.boolean() }).partial();
export type UserUpdate = z.infer<typeof UserUpdate>;

/** A one-time link with which the person chooses a new password; shown once. */
export const PasswordReset = z.strictObject({ token: z.string(), expiresAt: Instant });
export type PasswordReset = z.infer<typeof PasswordReset>;

export const PasswordResetComplete = z.strictObject({ token: z.string().min(1).max(200), newPassword: Password });
export type PasswordResetComplete = z.infer<typeof PasswordResetComplete>;

/** A personal token; `clusterIds` and `readOnly` narrow what its owner may do. */
export const TokenCreate = z.strictObject({
  name: z.string().trim().min(1).max(120),
  expiresInDays: z.number().int().min(1).max(365).default(90),
  clusterIds: z.array(Id).min(1).max(100).nullable().default(null),
  readOnly: z.boolean().default(false),
});
export type TokenCreate = z.infer<typeof TokenCreate>;

export const TokenSummary = z.strictObject({
  id: Id,
  name: z.string(),
  prefix: z.string(),
  clusterIds: z.array(Id).nullable(),
  readOnly: z.boolean(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
});
export type TokenSummary = z.infer<typeof TokenSummary>;
export const TokenPage = pageOf(TokenSummary);

/** The answer to the creation of a token: the only time that `token` is shown. */
export const TokenCreated = TokenSummary.extend({ token: z.string() });
export type TokenCreated = z.infer<typeof TokenCreated>;

export const RoleSummary = z.strictObject({ id: z.string(), scopes: z.array(z.enum(['platform', 'cluster'])) });
export type RoleSummary = z.infer<typeof RoleSummary>;
export const RolePage = pageOf(RoleSummary);

export const BindingScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('platform') }),
  z.strictObject({ kind: z.literal('cluster'), clusterId: Id }),
]);
export type BindingScope = z.infer<typeof BindingScope>;

export const BindingCreate = z.strictObject({ userId: Id, roleId: z.string().min(1).max(64), scope: BindingScope });
export type BindingCreate = z.infer<typeof BindingCreate>;

export const BindingSummary = z.strictObject({ id: Id, userId: Id, roleId: z.string(), scope: BindingScope, createdAt: Instant });
export type BindingSummary = z.infer<typeof BindingSummary>;
export const BindingPage = pageOf(BindingSummary);
