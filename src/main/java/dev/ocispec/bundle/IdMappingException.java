package dev.ocispec.bundle;

/** The specification's process user or group is not mapped to an id on the host. */
public final class IdMappingException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** Where the id is in the specification. */
  private final String pointer;

  IdMappingException(String pointer, long id) {
    super(
        pointer
            + ": expected an id that the user namespace's mappings cover, found "
            + id
            + "; add it to the mappings",
        null);
    this.pointer = pointer;
  }

  /** {@return where the id is in the specification} */
  public String pointer() {
    return pointer;
  }
}
