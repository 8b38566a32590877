import { DomainError } from '../../kernel/domain-error.js';

/** The keyring is missing, unreadable or not the one that sealed this database. The process must not serve. */
export class KeyringRefused extends DomainError {
  readonly code = 'keyring-refused';
  readonly status = 503;
  readonly title = 'The keyring cannot be used';
}

/** A sealed value does not open: damaged, moved to another row, or sealed with a key that is gone. */
export class SealBroken extends DomainError {
  readonly code = 'seal-broken';
  readonly status = 500;
  readonly title = 'A stored secret cannot be opened';
}
