package dev.ocispec.cdi;

/** A device can't be put into a configuration: a node is missing on the host, or a process. */
public final class CdiInjectionException extends CdiException {
  private static final long serialVersionUID = 1;

  /** Path of the device node, or member of the configuration. */
  private final String place;

  CdiInjectionException(String place, String reason) {
    super(place + ": " + reason);
    this.place = place;
  }

  /** {@return what can't be done: path of the device node, or member of the configuration} */
  public String place() {
    return place;
  }
}
