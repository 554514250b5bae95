package dev.ocispec.sandbox;

/**
 * The addresses of a private network: the same in every build, since no other network sees them.
 * They are not those that virtual machines usually get, which the host itself may have.
 */
public final class PrivateAddresses {
  /** The network. */
  public static final String NETWORK = "10.214.57.0/24";

  /** Where names are resolved, by whatever the host resolves names by. */
  public static final String RESOLVER = "10.214.57.3";

  /** The container's interface besides loopback. */
  public static final String INTERFACE = "tap0";

  private PrivateAddresses() {}
}
