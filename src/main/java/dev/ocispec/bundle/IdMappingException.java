package dev.ocispec.bundle;

/** The user that the specification runs its process as has no id on the host. */
public final class IdMappingException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** Where in the specification the id mapping stands. */
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

  /** {@return where the id stands in the specification} */
  public String pointer() {
    return pointer;
  }
}
