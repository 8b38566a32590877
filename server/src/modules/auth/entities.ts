import { OneTimeLinkEntity } from './persistence/one-time-link.entity.js';
import { SessionEntity } from './persistence/session.entity.js';
import { SignInAttemptEntity } from './persistence/sign-in-attempt.entity.js';
import { TokenEntity } from './persistence/token.entity.js';
import { UserEntity } from './persistence/user.entity.js';

export const authEntities = [UserEntity, SessionEntity, TokenEntity, OneTimeLinkEntity, SignInAttemptEntity] as const;
