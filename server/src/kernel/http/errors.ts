import { DomainError } from '../domain-error.js';

export class ValidationFailed extends DomainError {
  readonly code = 'validation-failed';
  readonly status = 400;
  readonly title = 'The input is not valid';
}

export class UnsupportedMediaType extends DomainError {
  readonly code = 'unsupported-media-type';
  readonly status = 415;
  readonly title = 'The content type is not supported';
}
