package dev.ocispec.preset;

/** The versions of podman that there are tables of; what differs between them beside the tables. */
enum PodmanVersion {
  V4_3("4.3"),
  V5_4("5.4"),
  V5_8("5.8");

  private final String number;

  PodmanVersion(String number) {
    this.number = number;
  }

  /** The version of that name: a number of these, or the first number of it. */
  static PodmanVersion of(String name) {
    return switch (name) {
      case "4", "4.3" -> V4_3;
      case "5.4" -> V5_4;
      case "5", "5.8" -> V5_8;
      default ->
          throw new IllegalArgumentException(
              "expected a version of podman among [4, 4.3, 5, 5.4, 5.8], found " + name);
    };
  }

  String number() {
    return number;
  }

  /** Whether mounts say {@code rw} when nobody chose between reading and writing. */
  boolean saysWritable() {
    return this != V5_8;
  }

  /** Whether {@code nocopy}, which is for podman alone, is passed on to the runtime. */
  boolean passesNocopy() {
    return this != V5_8;
  }

  /** The propagation of a bind mount without those below it. */
  String singlePropagation() {
    return this == V4_3 ? "rprivate" : "private";
  }

  /** Whether limits of processes are written even if none is chosen, and how systemd ends it. */
  boolean isFive() {
    return this != V4_3;
  }

  /** Whether a chosen limit of processes is an annotation too. */
  boolean annotatesPids() {
    return this == V5_8;
  }

  /** Whether the rule against all devices stays when there is no other limit. */
  boolean keepsDeviceRule() {
    return this == V5_8;
  }
}
