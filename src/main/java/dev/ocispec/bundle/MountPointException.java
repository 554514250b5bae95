package dev.ocispec.bundle;

/** A mount point does not exist and can't be created. */
public final class MountPointException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** Where the mount was to appear. */
  private final String destination;

  MountPointException(String destination, String found) {
    super("nothing can be mounted at " + destination + ": " + found, null);
    this.destination = destination;
  }

  /** {@return the absolute path in the container} */
  public String destination() {
    return destination;
  }
}
