package dev.ocispec.runtime;

/**
 * The runtime does not work with the way in which control groups are arranged on this host: crun
 * where old hierarchies are mounted and the unified one beside them still has controllers.
 */
public final class ControlGroupsRefusedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  ControlGroupsRefusedException(String what, CallReport call) {
    super(
        what
            + "; that is so while old hierarchies are mounted and"
            + " /sys/fs/cgroup/unified/cgroup.controllers is not empty: use runc, boot the host"
            + " with systemd.unified_cgroup_hierarchy=1, or give crun a wrapper that hides that"
            + " folder",
        call);
  }
}
