export { Bindings, type BoundRole } from './bindings.js';
export { EnabledUsers } from './enabled-users.js';
export { RbacModule } from './rbac.module.js';
export { BindingEntity } from './persistence/binding.entity.js';
