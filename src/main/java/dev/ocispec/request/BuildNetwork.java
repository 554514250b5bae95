package dev.ocispec.request;

import java.util.Arrays;
import java.util.Optional;

/** Which network a build has. */
public enum BuildNetwork {
  /** Its own, with nothing in it but the loopback interface. */
  NONE("none"),
  /**
   * Its own, with a way out and name resolution, but without a way to the host: neither to its
   * loopback interface, nor to its other addresses, nor to its abstract sockets.
   */
  PRIVATE("private"),
  /** The host's, with all of its services. */
  HOST("host");

  private final String text;

  BuildNetwork(String text) {
    this.text = text;
  }

  /** {@return the name in documents and on the command line, for instance {@code private}} */
  public String text() {
    return text;
  }

  /** {@return the same as {@link #text()}} */
  @Override
  public String toString() {
    return text;
  }

  /**
   * {@return the network of that name; empty when there is none}
   *
   * @param text the name in documents, for instance {@code private}
   */
  public static Optional<BuildNetwork> of(String text) {
    return Arrays.stream(values()).filter(network -> network.text.equals(text)).findFirst();
  }
}
