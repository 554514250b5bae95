package dev.ocispec.rule;

/**
 * Something that a runtime has or lacks.
 *
 * @param rule the id of findings about it
 * @param section where the specification says what the features document has on it
 * @param name what a message calls it: of a list the kind of its entries, in the singular
 */
record SupportFeature(String rule, String section, String name) {
  static SupportFeature general(String rule, String anchor, String name) {
    return new SupportFeature(rule, "features.md#" + anchor, name);
  }

  static SupportFeature linux(String rule, String anchor, String name) {
    return new SupportFeature(rule, "features-linux.md#" + anchor, name);
  }
}
