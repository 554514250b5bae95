package dev.ocispec.service;

import dev.ocispec.report.OciException;
import java.net.URI;

/** A build service can't be opened at the given address. */
public final class ServiceAddressException extends OciException {
  private static final long serialVersionUID = 1L;

  /** The address that was refused. */
  private final URI address;

  ServiceAddressException(URI address, String found) {
    this(address, "oci:///folder", found);
  }

  /**
   * An address that is none.
   *
   * @param address the address
   * @param form what it should look like
   * @param found what is wrong with it
   */
  public ServiceAddressException(URI address, String form, String found) {
    super(
        "the address of a build service has the form "
            + form
            + "; found "
            + found
            + ": "
            + address);
    this.address = address;
  }

  /** {@return the address} */
  public URI address() {
    return address;
  }
}
