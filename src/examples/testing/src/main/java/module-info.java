/** Makes configurations stricter. */
module com.example.hardening {
  requires dev.ocispec;

  exports com.example;
}
