package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import java.util.List;

/** In what releases of docker differ. */
enum DockerRelease {
  /** Docker 20.10. */
  V20(
      false,
      List.of(Capability.CAP_PERFMON, Capability.CAP_BPF, Capability.CAP_CHECKPOINT_RESTORE)),
  /** Docker 26.1. */
  V26(true, List.of()),
  /** Docker 28.5. */
  V28(true, List.of());

  private final boolean since25;
  private final List<Capability> unknown;

  DockerRelease(boolean since25, List<Capability> unknown) {
    this.since25 = since25;
    this.unknown = unknown;
  }

  /** The capabilities that it does not know. */
  List<Capability> unknown() {
    return unknown;
  }

  /** Whether capabilities to add are sorted, and not dropped when they are to be dropped too. */
  boolean sortsCapabilities() {
    return since25;
  }

  /** Whether what is mounted read-only is so with all mounts below. */
  boolean readsOnlyRecursively() {
    return since25;
  }

  /** Whether there is a limit of the kernel's memory. */
  boolean limitsKernelMemory() {
    return !since25;
  }

  /** Whether its own rules for devices stand before those of a container again, or once. */
  boolean repeatsDeviceRules() {
    return since25;
  }

  /** Whether a filter of system calls that is named counts in a privileged container. */
  boolean filtersPrivileged() {
    return since25;
  }

  /** Whether file systems in memory are mounted before folders of the host at the same depth. */
  boolean mountsMemoryFirst() {
    return since25;
  }

  /** Whether the host's network is a namespace that is joined by its path. */
  boolean joinsHostNetwork() {
    return this != V28;
  }
}
