import { v7 } from 'uuid';

/** A new UUIDv7 (RFC 9562), made in code so that every database stores the same. */
export const newId = (): string => v7();
