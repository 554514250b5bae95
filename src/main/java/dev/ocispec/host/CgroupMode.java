package dev.ocispec.host;

/** The host's control group setup. */
public enum CgroupMode {
  /** There are none, or they can't be seen. */
  NONE,
  /** One hierarchy for each controller (cgroup v1). */
  V1,
  /** Both at once, which some runtimes refuse. */
  HYBRID,
  /** The unified hierarchy (cgroup v2). */
  V2
}
