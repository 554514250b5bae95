package dev.ocispec.preset;

import java.util.Locale;

/**
 * How mount events travel between a mount and its copies; the names with R are for all mounts below
 * too. See mount_namespaces(7).
 */
public enum MountPropagation {
  /** Events travel neither way. */
  PRIVATE,
  /** Like {@link #PRIVATE}, with all mounts below. */
  RPRIVATE,
  /** The container sees what the host mounts, not the other way. */
  SLAVE,
  /** Like {@link #SLAVE}, with all mounts below. */
  RSLAVE,
  /** Events travel both ways. */
  SHARED,
  /** Like {@link #SHARED}, with all mounts below. */
  RSHARED,
  /** Like {@link #PRIVATE}, and nobody can bind the mount elsewhere. */
  UNBINDABLE,
  /** Like {@link #UNBINDABLE}, with all mounts below. */
  RUNBINDABLE;

  /** {@return the mount option, for instance {@code rslave}} */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
