package dev.ocispec.host;

/** How a folder that can be changed is laid over one that can't, on a host. */
public enum OverlayKind {
  /** By the kernel, for the host's root; what is not changed is not copied, however large it is. */
  KERNEL,
  /** By the kernel, for root of a user namespace (Linux 5.11 and later). */
  USER_NAMESPACE,
  /** By the program {@code fuse-overlayfs}, which serves the file system while the build runs. */
  FUSE
}
