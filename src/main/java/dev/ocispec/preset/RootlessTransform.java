package dev.ocispec.preset;

import dev.ocispec.spec.Spec;

/** Makes a configuration one that an ordinary user can run. */
final class RootlessTransform {
  private final IdMappings mappings;
  private final RootlessCaller caller;
  private final RootlessChanges changes;

  RootlessTransform(IdMappings mappings, RootlessCaller caller, RootlessChanges changes) {
    this.mappings = mappings;
    this.caller = caller;
    this.changes = changes;
  }

  /** What can be mounted and set depends on the namespaces, so they come first. */
  Spec apply(Spec spec) {
    Spec result = new RootlessNamespaces(mappings, changes).apply(spec);
    result = new RootlessMounts(mappings, changes).apply(result);
    result = new RootlessDevices(caller, changes).apply(result);
    result = new RootlessProcess(mappings, caller, changes).apply(result);
    result = new RootlessSysctls(mappings, changes).apply(result);
    result = new RootlessControlGroups(caller, changes).apply(result);
    return new RootlessHostParts(changes).apply(result);
  }
}
