import { Injectable } from '@nestjs/common';
import { createHmac, randomBytes } from 'node:crypto';
import { type Digest, type KubeObject, parseManifests } from '@hyperkuber/kube';
import { Sealer } from '../../../persistence/sealing/sealer.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import type { ApplicationRevisionEntity } from '../persistence/application-revision.entity.js';
import { Revisions } from '../persistence/revisions.repository.js';
import { RevisionNotFound } from '../errors.js';

const MOST_KEPT = 20;

/** Seals and opens what must not lie open in the database: manifests, and the key of an application's hashes. */
@Injectable()
export class RevisionVault {
  // Revisions never change, so what was read once holds; a run asks for the same one for each of its targets.
  private readonly opened = new Map<string, Promise<readonly KubeObject[]>>();

  constructor(
    private readonly sealer: Sealer,
    private readonly revisions: Revisions,
  ) {}

  newDigestKey(applicationId: string): Buffer {
    return this.sealer.seal(randomBytes(32), digestPlace(applicationId));
  }

  digestOf({ id, digestKey }: Pick<ApplicationEntity, 'id' | 'digestKey'>): Digest {
    const key = this.sealer.open(digestKey, digestPlace(id)).reveal();
    return (text) => createHmac('sha256', key).update(text).digest('hex');
  }

  seal(manifests: string, revision: Pick<ApplicationRevisionEntity, 'id' | 'number' | 'applicationId'>): Buffer {
    return this.sealer.seal(manifests, manifestsPlace(revision));
  }

  open(revision: ApplicationRevisionEntity): string {
    return this.sealer.openText(revision.manifests, manifestsPlace(revision)).reveal();
  }

  /** The objects of a revision, as they were checked when it was added. */
  objects(applicationId: string, number: number): Promise<readonly KubeObject[]> {
    const key = `${applicationId}/${String(number)}`;
    const known = this.opened.get(key);
    if (known !== undefined) return known;
    const fresh = this.read(applicationId, number);
    this.opened.set(key, fresh);
    fresh.catch(() => this.opened.delete(key));
    const [oldest] = this.opened.keys();
    if (this.opened.size > MOST_KEPT && oldest !== undefined) this.opened.delete(oldest);
    return fresh;
  }

  private async read(applicationId: string, number: number): Promise<readonly KubeObject[]> {
    const revision = await this.revisions.find(applicationId, number);
    if (revision === undefined) throw new RevisionNotFound(`The application has no revision ${String(number)}.`);
    return parseManifests(this.open(revision)).documents.map(({ object }) => object);
  }
}

const digestPlace = (rowId: string) => ({ table: 'applications', column: 'digest_key', rowId, version: 1 });
const manifestsPlace = ({ id, number, applicationId }: Pick<ApplicationRevisionEntity, 'id' | 'number' | 'applicationId'>) =>
  ({ table: 'application_revisions', column: 'manifests', rowId: id, version: number, owner: applicationId });
