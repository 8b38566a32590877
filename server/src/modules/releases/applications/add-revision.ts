import { Injectable } from '@nestjs/common';
import type { RevisionCreate, RevisionDetail } from '@hyperkuber/contracts';
import { type Digest, parseManifests, refOf } from '@hyperkuber/kube';
import type { Actor } from '../../../access/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { FieldFault } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../persistence/unit-of-work.js';
import { ManifestsInvalid, RevisionRace, RevisionUnchanged } from '../errors.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { Applications } from '../persistence/applications.repository.js';
import { Revisions } from '../persistence/revisions.repository.js';
import { sha256 } from '../planning/canonical.js';
import { revisionDetailView } from '../views.js';
import { RevisionVault } from './revision-vault.js';
import { maskedText, resolvedText } from './secret-text.js';
import { VisibleApplication } from './visible-application.js';

const invalid = (errors: readonly FieldFault[]): ManifestsInvalid => {
  const [first] = errors;
  return new ManifestsInvalid(`${first?.path ?? ''}: ${first?.message ?? ''}${errors.length > 1 ? ` (and ${String(errors.length - 1)} more)` : ''}`, { errors });
};

/** Refuses manifests that could not be applied, naming document and line of each fault. */
const checked = (text: string): void => {
  const { documents, problems } = parseManifests(text);
  const faults = problems.map(({ document, line, path, message }) => ({ path: `document ${String(document)}, line ${String(line)}${path === undefined || path === '' ? '' : `, ${path}`}`, message }));
  if (faults.length > 0) throw invalid(faults);
  if (documents.length === 0) throw invalid([{ path: 'manifests', message: 'There is no object in it.' }]);
};

/** Adds the next revision of an application. It is never changed afterwards. */
@Injectable()
export class AddRevision {
  constructor(
    private readonly visible: VisibleApplication,
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: Applications,
    private readonly revisions: Revisions,
    private readonly vault: RevisionVault,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, applicationId: string, { manifests, note }: RevisionCreate): Promise<RevisionDetail> {
    const application = await this.visible.load(actor, applicationId, 'update');
    const digest = this.vault.digestOf(application);
    const text = await this.textOf(application, manifests, digest);
    const number = (application.latestRevision ?? 0) + 1;
    const id = newId();
    const masked = maskedText(text, digest);
    const objects = parseManifests(text).documents.map(({ object }) => refOf(object));
    const revision = {
      id, applicationId, number, sha256: sha256(masked), manifests: this.vault.seal(text, { id, number, applicationId }), objects, objectCount: objects.length,
      note, authorId: actor.userId, authorLogin: actor.login, createdAt: this.clock.now(),
    };
    await this.unitOfWork.run(async (tx) => {
      if (!await this.applications.advance(applicationId, application.latestRevision, number, tx)) throw new RevisionRace('Somebody else added a revision at the same time: look at it and try again.');
      await this.revisions.add(revision, tx);
    });
    return revisionDetailView(revision, masked);
  }

  /** The text as it will be kept: tokens of secret values replaced by the values they stand for. */
  private async textOf(application: ApplicationEntity, manifests: string, digest: Digest): Promise<string> {
    checked(manifests);
    const latest = application.latestRevision === null ? undefined : await this.revisions.find(application.id, application.latestRevision);
    const earlier = latest === undefined ? undefined : this.vault.open(latest);
    const { text, unknown } = resolvedText(manifests, earlier, digest);
    if (unknown.length > 0) throw invalid(unknown.map(({ secret, field }) => ({ path: `Secret ${secret}, ${field}`, message: 'stands for no value of the latest revision: write the value itself' })));
    if (earlier !== undefined && (text === earlier || manifests === maskedText(earlier, digest))) {
      throw new RevisionUnchanged(`Revision ${String(application.latestRevision)} has the same manifests.`, { revision: application.latestRevision });
    }
    return text;
  }
}
