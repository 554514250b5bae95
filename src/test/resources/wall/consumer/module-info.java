/** A user of the library who knows nothing but the library. */
module consumer {
  requires dev.ocispec;
}
