package dev.ocispec.preset;

/**
 * The versions of containerd that there are tables of, and what no table says of its CRI plugin.
 */
enum ContainerdVersion {
  V1_6("1.6"),
  V1_7("1.7"),
  V2_1("2.1");

  private final String number;

  ContainerdVersion(String number) {
    this.number = number;
  }

  /** The version that somebody names. */
  static ContainerdVersion of(String version) {
    return switch (version) {
      case "1.6" -> V1_6;
      case "1.7" -> V1_7;
      case "2", "2.1" -> V2_1;
      default ->
          throw new IllegalArgumentException(
              "expected a version of containerd among [1.6, 1.7, 2, 2.1], found " + version);
    };
  }

  /** As the names of the tables have it. */
  String number() {
    return number;
  }

  /** Whether a bind mount can be read-only with all mounts below it; else that is ignored. */
  boolean mountsRecursivelyReadOnly() {
    return this == V2_1;
  }

  /** Whether a pod's user namespace is kept as a file. */
  boolean pinsUserNamespaces() {
    return this == V2_1;
  }

  /** Whether the sandbox says of which image it is. */
  boolean namesSandboxImage() {
    return this == V2_1;
  }

  /** Whether a privileged sandbox can write {@code /sys}. */
  boolean opensPrivilegedSandbox() {
    return this == V2_1;
  }
}
