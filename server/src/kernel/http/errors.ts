import { DomainError } from '../domain-error.js';

export class ValidationFailed extends DomainError {
  readonly code = 'validation-failed';
  readonly status = 400;
  readonly title = 'The input is not valid';
}

export class RequestTooLarge extends DomainError {
  readonly code = 'request-too-large';
  readonly status = 413;
  readonly title = 'The request is too large';
}

export class UnsupportedMediaType extends DomainError {
  readonly code = 'unsupported-media-type';
  readonly status = 415;
  readonly title = 'The content type is not supported';
}
