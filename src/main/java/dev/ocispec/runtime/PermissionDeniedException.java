package dev.ocispec.runtime;

/** The runtime lacks a permission on this host, for instance on its root folder or a cgroup. */
public final class PermissionDeniedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  PermissionDeniedException(String what, CallReport call) {
    super(what, call);
  }
}
