package dev.ocispec.preset;

/** What differs between versions of containerd's CRI plugin, as far as no table says it. */
enum CriVersion {
  V1_6("1.6"),
  V1_7("1.7"),
  V2_1("2.1");

  private final String number;

  CriVersion(String number) {
    this.number = number;
  }

  /** The version that somebody names. */
  static CriVersion of(String version) {
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
