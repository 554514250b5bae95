package dev.ocispec.preset;

/** What differs between versions of containerd's CRI plugin, as far as no table says it. */
enum CriVersion {
  V1_6,
  V1_7,
  V2;

  /** Whether a bind mount can be read-only with all mounts below it; else that is ignored. */
  boolean mountsRecursivelyReadOnly() {
    return this == V2;
  }

  /** Whether a pod's user namespace is kept as a file. */
  boolean pinsUserNamespaces() {
    return this == V2;
  }

  /** Whether the sandbox says of which image it is. */
  boolean namesSandboxImage() {
    return this == V2;
  }

  /** Whether a privileged sandbox can write {@code /sys}. */
  boolean opensPrivilegedSandbox() {
    return this == V2;
  }
}
